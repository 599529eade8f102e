using System.ComponentModel.DataAnnotations;

namespace ParentClaw.ParentBot.Telemetry;

/// <summary>Where traces and metrics go; section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Its section.</summary>
    public const string Section = "Telemetry";

    /// <summary>Who takes them by OTLP, http or https; null for nobody.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>What is spoken there. <value>The default is <c>Grpc</c>.</value></summary>
    public TelemetryProtocol Protocol { get; set; } = TelemetryProtocol.Grpc;

    /// <summary>A file of headers, <c>name=value</c> a line, as they hold secrets; null for none.</summary>
    public string? HeadersFile { get; set; }

    /// <summary>From one export of the metrics to the next. <value>The default is one minute.</value></summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MetricInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            yield return new("It is an address that begins with https:// or http://.", [nameof(OtlpEndpoint)]);
    }
}

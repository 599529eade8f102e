using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.ParentBot.Telemetry;

/// <summary>
/// Sends traces and metrics to who takes them. Where nobody does, what does not fit into its buffer is dropped: the
/// parent neither waits nor complains.
/// </summary>
internal sealed partial class TelemetryExport(TelemetryOptions options, ILogger<TelemetryExport> logger)
    : IHostedService, IDisposable
{
    /// <summary>A receiver that is away must not delay the end.</summary>
    private static readonly TimeSpan LastExport = TimeSpan.FromSeconds(2);

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var headers = OtlpHeaders.Read(options.HeadersFile);
        var parent = ResourceBuilder.CreateDefault().AddService("parentclaw", serviceVersion: Verbs.Version.Text);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(parent)
            .AddSource(FleetTelemetry.Name)
            .AddOtlpExporter(exporter => Set(exporter, "v1/traces", headers))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(parent)
            .AddMeter(FleetTelemetry.Name)
            .AddOtlpExporter((exporter, reader) =>
            {
                Set(exporter, "v1/metrics", headers);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds =
                    (int)options.MetricInterval.TotalMilliseconds;
            })
            .Build();
        LogExports(options.OtlpEndpoint!.GetLeftPart(UriPartial.Authority));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Both block until they are through.
        var limit = (int)LastExport.TotalMilliseconds;
        await Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(limit), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown(limit), CancellationToken.None));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Set(OtlpExporterOptions exporter, string path, string? headers)
    {
        var endpoint = options.OtlpEndpoint!;
        var isHttp = options.Protocol == TelemetryProtocol.HttpProtobuf;
        exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        // An address given by code is taken as it is, though one of the environment gets the path behind it.
        exporter.Endpoint = isHttp ? new Uri($"{endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}") : endpoint;
        exporter.TimeoutMilliseconds = (int)LastExport.TotalMilliseconds;
        if (headers is not null)
            exporter.Headers = headers;
    }

    [LoggerMessage(LogLevel.Information, "Traces and metrics go to {Receiver}")]
    private partial void LogExports(string receiver);
}

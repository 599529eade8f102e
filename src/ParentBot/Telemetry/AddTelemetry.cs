using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Telemetry;

/// <summary>Registers the export of traces and metrics.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds it, where there is somewhere to send them. Early: what stops after it is not told of.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFleetOptions<TelemetryOptions>(configuration, TelemetryOptions.Section);
        return configuration.GetSection(TelemetryOptions.Section)[nameof(TelemetryOptions.OtlpEndpoint)] is { Length: > 0 }
            ? services.AddHostedService<TelemetryExport>()
            : services;
    }
}

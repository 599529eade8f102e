using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Health;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>Registers what tells people of incidents, and others of the parent itself.</summary>
internal static class AlertingRegistration
{
    /// <summary>
    /// Adds the desk that shows members what incidents there are; needs an <see cref="IMemberPost"/>.
    /// </summary>
    public static IServiceCollection AddAlerting(this IServiceCollection services) =>
        services.AddHostedService<AlertDesk>();

    /// <summary>Adds <see cref="AlertingOptions"/> and the call after each sweep, which need no face.</summary>
    public static IServiceCollection AddDeadMan(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddFleetOptions<AlertingOptions>(configuration, AlertingOptions.Section)
            .AddHostedService(provider => new DeadMan(
                provider.GetRequiredService<SweepSignal>(),
                DeadMan.NewClient(),
                provider.GetRequiredService<AlertingOptions>(),
                provider.GetRequiredService<ILogger<DeadMan>>()));
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Health;

/// <summary>Registration of the watch.</summary>
public static class AddWatchExtension
{
    /// <summary>
    /// Adds the probe, the verification, the sweep, and the loop that runs it with the host. Needs a store, an
    /// <see cref="IRemoteShell"/>, an <see cref="Cloud.ICloud"/> and the section <c>Watch</c>.
    /// </summary>
    public static IServiceCollection AddWatch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WatchOptions>()
            .Bind(configuration.GetSection(WatchOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddClawTargets(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClawProbe, ClawProbe>();
        services.TryAddSingleton<ClawVerification>();
        services.TryAddSingleton<RetiredDisks>();
        services.TryAddSingleton<FleetSweep>();
        services.AddHostedService<WatchService>();
        return services;
    }
}

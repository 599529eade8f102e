using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ParentClaw.FleetOps.Remote;

/// <summary>Registration of the way from a claw to its machine.</summary>
internal static class AddClawTargetsExtension
{
    /// <summary>Adds <see cref="ClawTargets"/>, once. Needs the section <c>Remote</c>.</summary>
    internal static IServiceCollection AddClawTargets(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(ClawTargets)))
            return services;

        services.AddOptions<RemoteOptions>()
            .Bind(configuration.GetSection(RemoteOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ClawTargets>();
        return services;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Registration of the claws' gateways.</summary>
public static class AddOpenClawExtension
{
    /// <summary>
    /// Adds <see cref="IGateway"/> by the <c>openclaw</c> command line. Needs an <see cref="IRemoteShell"/>.
    /// </summary>
    public static IServiceCollection AddOpenClaw(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddClawTargets(configuration);
        services.TryAddSingleton<IGateway, OpenClawCli>();
        return services;
    }
}

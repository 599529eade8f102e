using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Registration of the gateways' side.</summary>
public static class AddClawGatewayExtension
{
    /// <summary>
    /// Adds <see cref="IGateway"/> and its neighbours. Needs an <see cref="Remote.IRemoteShell"/>, and the section
    /// <c>Gateway</c>.
    /// </summary>
    public static IServiceCollection AddClawGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>()
            .Bind(configuration.GetSection(GatewayOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<GatewayDoor>()
            .AddSingleton<GatewayConnections>()
            .AddSingleton<GatewayCalls>()
            .AddSingleton<OpenClawCli>()
            .AddSingleton<IGateway, ClawGateway>()
            .AddSingleton<IGatewayDevices, ClawDevices>()
            .AddSingleton<IGatewayConfig, ClawConfig>()
            .AddSingleton<IGatewayCron, ClawCron>()
            .AddSingleton<IGatewayTalk, ClawTalk>()
            .AddSingleton<IGatewayCare, ClawCare>();
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>Registration of what tells at once who waits.</summary>
public static class AddPairingPushExtension
{
    /// <summary>Adds <see cref="PairingPush"/>: only where somebody is shown who waits.</summary>
    public static IServiceCollection AddPairingPush(this IServiceCollection services) =>
        services.AddHostedService<PairingPush>();
}

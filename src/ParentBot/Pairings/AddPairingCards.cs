using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Pairings;

namespace ParentClaw.ParentBot.Pairings;

/// <summary>Registers what shows pairing requests to members.</summary>
internal static class PairingCardsRegistration
{
    /// <summary>Adds the watch and the cards. Needs an <see cref="IMemberPost"/>: only where members chat.</summary>
    public static IServiceCollection AddPairingCards(this IServiceCollection services) => services
        .AddHostedService(provider => provider.GetRequiredService<PairingWatch>())
        .AddPairingPush()
        .AddHostedService<PairingCards>();
}

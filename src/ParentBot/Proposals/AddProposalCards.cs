using Microsoft.Extensions.DependencyInjection;

namespace ParentClaw.ParentBot.Proposals;

/// <summary>Registers what shows agents' proposals to Admins.</summary>
internal static class ProposalCardsRegistration
{
    /// <summary>Adds the cards. Needs an <see cref="IMemberPost"/>: only where members chat.</summary>
    public static IServiceCollection AddProposalCards(this IServiceCollection services) =>
        services.AddHostedService<ProposalCards>();

    /// <summary>Adds what tells the person in the terminal.</summary>
    public static IServiceCollection AddProposalNotices(this IServiceCollection services) => services
        .AddSingleton<ProposalNotices>()
        .AddHostedService(provider => provider.GetRequiredService<ProposalNotices>());
}

using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Life;
using ParentClaw.ParentBot.Proposals;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>Registers the chat in the terminal.</summary>
internal static class TerminalFaceRegistration
{
    /// <summary>Who may start the process owns its data folder, so he is Admin here.</summary>
    public static IServiceCollection AddTerminalFace(this IServiceCollection services) => services
        .AddSingleton(provider => new ChatSetting(
            new Member($"terminal:{Environment.UserName}", Environment.UserName, Role.Admin),
            provider.GetRequiredService<FleetOptions>().Name,
            provider.GetRequiredService<CloudOptions>().Kind == CloudKind.Sandbox ? "SANDBOX" : null)
        {
            News = () => provider.GetRequiredService<Alerts>().Take().Select(news => news.Text),
            Notices = provider.GetRequiredService<ProposalNotices>().Told,
            ClaimCode = provider.GetRequiredService<ParentIdentity>().ClaimCode,
            SpeaksFirst = provider.GetRequiredService<Ways>().IsGreeted,
        })
        .AddProposalNotices()
        .AddSingleton<LocalConversation>()
        .AddSingleton<IChatFace>(provider => new TerminalFace(
            _ => provider.GetRequiredService<LocalConversation>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ChatSetting>()));
}

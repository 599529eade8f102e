using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Life;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Registers the chat in Telegram.</summary>
internal static class TelegramFaceRegistration
{
    /// <summary>
    /// Adds all from the poll to the message that is sent. What was left undone is taken up before polling begins, and
    /// what is said is sent until the last: services end in the reverse order of their start.
    /// </summary>
    public static IServiceCollection AddTelegramFace(this IServiceCollection services) => services
        .AddSingleton<PacedBotApi>()
        .AddSingleton<OwnBot>()
        .AddWayOut()
        .AddConversation()
        .AddWayIn();

    private static IServiceCollection AddWayOut(this IServiceCollection services) => services
        .AddSingleton<FaceCommits>()
        .AddSingleton<OutboxSender>()
        .AddHosted<Outbox>()
        .AddSingleton<IMemberPost, TelegramPost>();

    private static IServiceCollection AddConversation(this IServiceCollection services) => services
        .AddSingleton<ReplyMessages>()
        .AddSingleton(provider => new ProgressCard(
            provider.GetRequiredService<CommandCatalogue>(),
            provider.GetRequiredService<CloudOptions>().Kind == CloudKind.Sandbox ? "SANDBOX" : null))
        .AddSingleton<Audience>()
        .AddSingleton<Replies>()
        .AddSingleton<OpenQuestions>()
        .AddSingleton<Doorway>()
        .AddSingleton<Lines>()
        .AddSingleton<Presses>()
        .AddSingleton<Conversation>()
        .AddHosted<ProgressCards>()
        .AddHosted<CommandMenu>()
        .AddHosted<FirstMember>();

    private static IServiceCollection AddWayIn(this IServiceCollection services) => services
        .AddSingleton<Strangers>()
        .AddHosted<PressReceipts>()
        .AddHosted<ChatLanes>()
        .AddSingleton<IUpdateIntake, UpdateIntake>()
        .AddHosted<PollWatchdog>()
        .AddSingleton<ILifeSign, PollLifeSign>()
        .AddHosted<Poller>();

    private static IServiceCollection AddHosted<TService>(this IServiceCollection services)
        where TService : class, Microsoft.Extensions.Hosting.IHostedService => services
        .AddSingleton<TService>()
        .AddHostedService(provider => provider.GetRequiredService<TService>());
}

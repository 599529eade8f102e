using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// The menu beside the input line: each member sees the commands of his role, in his private chat; strangers see none.
/// </summary>
internal sealed partial class CommandMenu(
    PacedBotApi api, CommandCatalogue catalogue, MemberBook members, TimeProvider time, ILogger<CommandMenu> logger) : BackgroundService
{
    private const int MostCommands = 100; // Bot API, setMyCommands
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Shows a member the menu of his role.</summary>
    public async Task RefreshAsync(Membership member, CancellationToken cancellationToken)
    {
        if (long.TryParse(member.Id.AsSpan("telegram:".Length), out var chat))
            await TryAsync(new SetMyCommands(CommandsOf(member.Role)) { Scope = new BotCommandScopeChat(chat) }, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Telegram may be away at the start; the menu is no reason to start later.
        while (!await TryAsync(new DeleteMyCommands(), stoppingToken))
            await Task.Delay(Pause, time, stoppingToken);
        foreach (var member in await members.ListAsync(stoppingToken))
            await RefreshAsync(member, stoppingToken);
    }

    private async Task<bool> TryAsync(BotRequest<bool> request, CancellationToken cancellationToken)
    {
        try
        {
            return await api.CallAsync(request, cancellationToken);
        }
        catch (BotApiException failure)
        {
            LogFailed(failure.Message);
            return false;
        }
    }

    private IReadOnlyList<BotCommand> CommandsOf(Role role) =>
    [
        .. catalogue.Commands
            .Where(command => command.Role <= role && command.Type != typeof(Quit))
            .Take(MostCommands)
            .Select(command => new BotCommand(command.Name, command.Summary)),
    ];

    [LoggerMessage(LogLevel.Warning, "The menu of commands could not be set: {Why}")]
    private partial void LogFailed(string why);
}

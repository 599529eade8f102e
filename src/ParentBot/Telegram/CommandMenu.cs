using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// The menu beside the input line: each member sees the commands of his role, in his private chat and in each group
/// where he speaks; strangers see none, and who is revoked sees none any more.
/// </summary>
internal sealed partial class CommandMenu(
    PacedBotApi api, CommandCatalogue catalogue, MemberBook members, TimeProvider time, ILogger<CommandMenu> logger)
    : BackgroundService
{
    private const int MostCommands = 100; // Bot API, setMyCommands

    // Whoever comes in by a link gets his menu at once; what a new role, or the loss of one, changes takes this long.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // Who blocked the bot needs no menu; who takes that back need not wait for a start.
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(10);

    private static readonly BotCommandScope Everybody = new BotCommandScopeDefault();

    // Whose place each is; that of everybody is nobody's, and so has no menu.
    private readonly ConcurrentDictionary<BotCommandScope, long> _places = new() { [Everybody] = 0 };

    // No role is no menu. Not sure is what a former process left, and a call that failed: it may have been carried out.
    private readonly Dictionary<BotCommandScope, (Role? Role, bool IsSure)> _shown = new() { [Everybody] = default };
    private readonly Dictionary<BotCommandScope, DateTimeOffset> _notBefore = [];

    private readonly Doorbell _news = new(time);

    /// <summary>Somebody became a member, or speaks in a group: his menu is brought there soon.</summary>
    public void Notice(Chat chat, long person)
    {
        BotCommandScope place = chat.IsPrivate
            ? new BotCommandScopeChat(person)
            : new BotCommandScopeChatMember(chat.Id, person);
        if (_places.TryAdd(place, person))
            _news.Ring();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await SettleAsync(await members.ListAsync(stoppingToken), stoppingToken);
            }
            catch (FleetException failure)
            {
                LogFailed(failure.Message);
            }

            await _news.WaitAsync(time.GetUtcNow() + Pause, stoppingToken);
        }
    }

    private async Task SettleAsync(IReadOnlyList<Membership> members, CancellationToken cancellationToken)
    {
        var roles = new Dictionary<long, Role>();
        foreach (var member in members)
        {
            if (TelegramId.NumberOf(member.Id) is not { } person)
                continue;

            roles[person] = member.Role;
            _places.TryAdd(new BotCommandScopeChat(person), person);
        }

        foreach (var (place, person) in _places)
        {
            Role? role = roles.TryGetValue(person, out var known) ? known : null;
            if (!IsShown(place, role) && !IsResting(place) && !await TryShowAsync(place, role, cancellationToken))
                return;
            if (role is null && IsShown(place, role))
                _ = (_shown.Remove(place), _places.TryRemove(place, out _));
        }
    }

    private bool IsShown(BotCommandScope place, Role? role) =>
        _shown.GetValueOrDefault(place, (null, IsSure: true)) == (role, true);

    private bool IsResting(BotCommandScope place) =>
        _notBefore.TryGetValue(place, out var moment) && moment > time.GetUtcNow();

    // False where Telegram fails at all, and the other places would fare no better.
    private async Task<bool> TryShowAsync(BotCommandScope place, Role? role, CancellationToken cancellationToken)
    {
        try
        {
            await api.CallAsync(MenuOf(place, role), isAwaited: false, cancellationToken);
            _shown[place] = (role, IsSure: true);
            _notBefore.Remove(place);
            return true;
        }
        catch (BotApiException failure)
        {
            LogFailed(failure.Message);
            var isRefused = failure.Failure is BotApiFailure.Forbidden or BotApiFailure.NoSuchChat
                or BotApiFailure.BadRequest or BotApiFailure.Migrated;
            _shown[place] = (role, IsSure: false);
            _notBefore[place] = time.GetUtcNow() + (isRefused ? RefusedPause : failure.RetryAfter ?? TimeSpan.Zero);
            return isRefused;
        }
    }

    private BotRequest<bool> MenuOf(BotCommandScope place, Role? role) => role is { } known
        ? new SetMyCommands(CommandsOf(known)) { Scope = place }
        : new DeleteMyCommands { Scope = place };

    private IReadOnlyList<BotCommand> CommandsOf(Role role) =>
    [
        .. catalogue.Commands
            .Where(command => command.Role <= role && command.Type != typeof(Quit))
            .Take(MostCommands)
            .Select(command => new BotCommand(command.Name, command.Summary)),
    ];

    [LoggerMessage(LogLevel.Warning, "A menu of commands could not be set, it is tried again: {Why}")]
    private partial void LogFailed(string why);
}

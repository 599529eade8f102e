using System.Collections.Concurrent;
using System.Threading.Channels;
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

    private readonly ConcurrentDictionary<BotCommandScope, long> _places = new();
    private readonly ConcurrentDictionary<BotCommandScope, Role> _shown = new();

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Somebody became a member, or speaks in a group: his menu is brought there soon.</summary>
    public void Notice(Chat chat, long person)
    {
        BotCommandScope place = chat.IsPrivate
            ? new BotCommandScopeChat(person)
            : new BotCommandScopeChatMember(chat.Id, person);
        if (_places.TryAdd(place, person))
            _news.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Telegram may be away at the start; the menu is no reason to start later.
        while (!await TryAsync(new DeleteMyCommands(), stoppingToken))
            await Task.Delay(Pause, time, stoppingToken);
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

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_news.Reader.ReadAsync(enough.Token).AsTask(), Task.Delay(Pause, time, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task SettleAsync(IReadOnlyList<Membership> members, CancellationToken cancellationToken)
    {
        var roles = new Dictionary<long, Role>();
        foreach (var member in members)
        {
            if (Audience.ChatOf(member) is not { } person)
                continue;

            roles[person] = member.Role;
            _places.TryAdd(new BotCommandScopeChat(person), person);
        }

        foreach (var (place, person) in _places)
        {
            if (roles.TryGetValue(person, out var role))
                await ShowAsync(place, role, cancellationToken);
            else if (!_shown.ContainsKey(place)
                || await TryAsync(new DeleteMyCommands { Scope = place }, cancellationToken))
                _ = (_shown.TryRemove(place, out _), _places.TryRemove(place, out _));
        }
    }

    private async Task ShowAsync(BotCommandScope scope, Role role, CancellationToken cancellationToken)
    {
        if (_shown.TryGetValue(scope, out var shown) && shown == role)
            return;
        if (await TryAsync(new SetMyCommands(CommandsOf(role)) { Scope = scope }, cancellationToken))
            _shown[scope] = role;
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

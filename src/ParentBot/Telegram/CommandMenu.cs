using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// The menu beside the input line: each member sees the commands of his role, in his private chat; strangers see none,
/// and who is no member any more sees it no more. Shown at each start, and brought up to date every minute.
/// </summary>
internal sealed partial class CommandMenu(
    PacedBotApi api, CommandCatalogue catalogue, MemberBook members, TimeProvider time, ILogger<CommandMenu> logger)
    : BackgroundService
{
    private const string Prefix = "telegram:";
    private const int MostCommands = 100; // Bot API, setMyCommands
    private const long Everybody = 0; // the number of no chat

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    // Who blocked the bot needs no menu; who takes that back need not wait for a start.
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(10);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // What each chat shows, no role being no menu; not sure where a call failed, which may have been carried out.
    private readonly Dictionary<long, (Role? Role, bool IsSure)> _shown = [];
    private readonly Dictionary<long, DateTimeOffset> _notBefore = [];

    /// <summary>Somebody became a member: he is shown his menu at once.</summary>
    public void Look() => _news.Writer.TryWrite(true);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await ShowAsync(stoppingToken);
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
        await Task.WhenAny(_news.Reader.ReadAsync(enough.Token).AsTask(), Task.Delay(LookEvery, time, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var wanted = (await members.ListAsync(cancellationToken))
            .Where(member => ChatOf(member) is not null)
            .ToDictionary(member => ChatOf(member)!.Value, member => (Role?)member.Role);
        wanted[Everybody] = null;
        foreach (var gone in _shown.Keys.Where(chat => !wanted.ContainsKey(chat)).ToList())
            wanted[gone] = null;

        var now = time.GetUtcNow();
        foreach (var (chat, role) in wanted.OrderBy(one => one.Key))
        {
            if (_shown.GetValueOrDefault(chat) != (role, IsSure: true)
                && !(_notBefore.TryGetValue(chat, out var moment) && moment > now)
                && !await TryShowAsync(chat, role, cancellationToken))
                return;
        }
    }

    // False where Telegram fails at all, and the others would fare no better.
    private async Task<bool> TryShowAsync(long chat, Role? role, CancellationToken cancellationToken)
    {
        try
        {
            await api.CallAsync(MenuOf(chat, role), cancellationToken);
            _shown[chat] = (role, IsSure: true);
            _notBefore.Remove(chat);
            return true;
        }
        catch (BotApiException failure)
        {
            LogFailed(failure.Message);
            _shown[chat] = (role, IsSure: false);
            var isRefused = failure.Failure is
                BotApiFailure.Forbidden or BotApiFailure.NoSuchChat or BotApiFailure.BadRequest;
            _notBefore[chat] = time.GetUtcNow() + (isRefused ? RefusedPause : failure.RetryAfter ?? TimeSpan.Zero);
            return isRefused;
        }
    }

    private BotRequest<bool> MenuOf(long chat, Role? role)
    {
        var scope = chat == Everybody ? null : new BotCommandScopeChat(chat);
        return role is { } known
            ? new SetMyCommands(CommandsOf(known)) { Scope = scope }
            : new DeleteMyCommands { Scope = scope };
    }

    private IReadOnlyList<BotCommand> CommandsOf(Role role) =>
    [
        .. catalogue.Commands
            .Where(command => command.Role <= role && command.Type != typeof(Quit))
            .Take(MostCommands)
            .Select(command => new BotCommand(command.Name, command.Summary)),
    ];

    /// <summary>A private chat has the person's own id.</summary>
    private static long? ChatOf(Membership member) =>
        member.Id.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(member.Id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var chat)
            ? chat
            : null;

    [LoggerMessage(LogLevel.Warning, "A menu of commands could not be set, it is tried again: {Why}")]
    private partial void LogFailed(string why);
}

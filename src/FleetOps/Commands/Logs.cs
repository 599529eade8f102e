using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/logs</c>: the newest lines of a gateway's log.</summary>
[FleetCommand(
    "logs", "Show the newest lines of a gateway's log; `errors` alone, `since=1h`, `follow` to go on.", Role.Operator,
    Example = "/logs alice 50 errors since=1h", Order = 30)]
public sealed record Logs(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("lines", "How many lines, 1 to 500; 30 if not said.")] int? Lines = null,
    [property: Argument("errors", "`errors` for what went wrong alone.", Choices = "errors")] string? Errors = null,
    [property: Argument("follow", "`follow` to see what comes.", Choices = "follow")] string? Follow = null,
    [property: Argument("since", "Only what was logged within a time, as 1h.", IsNamed = true)] string? Since = null)
    : ICommand;

/// <summary>Carries out <see cref="Logs"/>.</summary>
public sealed class LogsHandler(IFleetStore store, IGateway gateway, ISecretStore secrets, TimeProvider time)
    : ICommandHandler<Logs>
{
    private const int DefaultLines = 30;
    private const int MostLines = 500;

    // Beyond it a time of the day alone would say nothing.
    private static readonly TimeSpan OneDay = TimeSpan.FromHours(20);

    // A look costs the machine a second of its processor where its gateway is asked by the command line.
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Logs command, Member by, CancellationToken cancellationToken)
    {
        if (command.Lines is < 1 or > MostLines)
            return Reply.Refused($"/logs shows 1 to {MostLines} lines.");

        var span = TimeSpan.Zero;
        if (command.Since is { } since && !WhenText.TryReadDuration(since, out span))
            return Reply.Refused($"{Quoted.Text(since)} is no duration. Write it as 90m, 2h or 1d: since=1h.");

        var choice = new LogChoice(
            command.Errors is not null, command.Since is null ? null : time.GetUtcNow() - span);
        var reply = await store.WithServingAsync(
            command.Claw, claw => ReadAsync(claw, command, choice, cancellationToken), cancellationToken);
        return command.Follow is not null && reply.Status == ReplyStatus.Ok
            ? reply with { RefreshEvery = RefreshEvery, Buttons = [new("Refresh", LineOf(command))] }
            : reply;
    }

    private async Task<Reply> ReadAsync(
        Claw claw, Logs command, LogChoice choice, CancellationToken cancellationToken)
    {
        var wanted = command.Lines ?? DefaultLines;
        var read = await gateway.ReadLogAsync(claw, choice.IsAll ? wanted : MostLines, cancellationToken);
        var lines = read.Where(choice.Fits).TakeLast(wanted).ToList();
        if (lines.Count == 0)
            return Reply.Ok(Nothing(claw, command, choice.MayMiss(read, MostLines)));

        var isLong = lines[^1].At - lines[0].At > OneDay;
        var text = string.Join('\n', lines.Select(line => Say(line, isLong)));
        return Reply.Ok(new OutputBlock(await secrets.RedactAsync(claw.Name, text, cancellationToken)));
    }

    private static string Nothing(Claw claw, Logs command, bool mayMiss)
    {
        var what = command.Errors is null ? "nothing" : "no error";
        var when = command.Since is { } span ? $" since {span} ago" : mayMiss ? "" : " yet";
        return $"{claw.Name}'s gateway has logged {what}{when}"
            + (mayMiss ? $"; its newest {MostLines} lines were looked at." : ".");
    }

    private static string LineOf(Logs command) => string.Join(' ', new[]
    {
        "/logs", command.Claw.Value, command.Lines?.ToString(), command.Errors, command.Follow,
        command.Since is { } since ? $"since={since}" : null,
    }.OfType<string>());

    private static string Say(GatewayLogLine line, bool withDay)
    {
        var who = line.Subsystem is { } subsystem ? $"[{subsystem}] " : "";
        return $"{line.At?.ToString(withDay ? "d MMM HH:mm:ss" : "HH:mm:ss"),8} {line.Level,-5} {who}{line.Message}";
    }
}

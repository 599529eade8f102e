using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/recent</c>: what was said at a claw and what was done about it, by time.</summary>
[FleetCommand(
    "recent", "Show a claw's last messages and events, the newest last.", Role.Operator,
    Example = "/recent alice 50", Order = 27)]
public sealed record Recent(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("count", "How many, 1 to 200; 20 if not said.")] int Count = 20) : ICommand;

/// <summary>Carries out <see cref="Recent"/>.</summary>
public sealed class RecentHandler(IFleetStore store, IGatewayTalk talk, MemberZones zones) : ICommandHandler<Recent>
{
    private const int Most = 200;
    private const int LongestText = 300;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Recent command, Member by, CancellationToken cancellationToken)
    {
        if (command.Count is < 1 or > Most)
            return Reply.Refused($"/recent shows 1 to {Most} entries, as in /recent {command.Claw} 50.");

        var claw = await store.FindClawAsync(command.Claw, cancellationToken);
        var events = await store.ListEventsAsync(command.Claw, command.Count, cancellationToken);
        if (claw is null && events.Count == 0)
            return Refusals.NoSuchClaw(command.Claw);

        var (messages, silence) = await AskAsync(claw, command.Count, cancellationToken);
        var zone = await zones.FindAsync(by, cancellationToken);
        // Newest last; what happened at the same moment stays as each side told it.
        var rows = events.Reverse().Select(Row)
            .Concat(messages.Select(Row))
            .OrderBy(row => row.At)
            .TakeLast(command.Count)
            .Select(row => ImmutableList.Create(row.At is { } at ? WhenText.Say(at, zone) : "", row.Who, row.What))
            .ToImmutableList();
        ReplyBlock shown = rows.IsEmpty
            ? new TextBlock($"Nothing was said at {command.Claw}, and nothing was done about it.")
            : new TableBlock(["When", "Who", "What"], rows);
        return silence is null
            ? Reply.Ok(shown)
            : Reply.Ok(shown, new TextBlock($"What was said at {command.Claw} is not among this: {silence}"));
    }

    private async Task<(IReadOnlyList<GatewayMessage> Messages, string? Silence)> AskAsync(
        Claw? claw, int count, CancellationToken cancellationToken)
    {
        if (claw is null || Refusals.NotServing(claw) is not null)
            return ([], claw is null ? "the claw is gone." : Refusals.NotServing(claw));

        try
        {
            return (await talk.ReadTalkAsync(claw, count, cancellationToken), null);
        }
        catch (FleetException failure)
        {
            return ([], failure.Message);
        }
    }

    private static (DateTimeOffset? At, string Who, string What) Row(FleetEvent told) => (
        told.At, Shown(told.By, 40),
        Shown(told.Text, LongestText) + (told.Outcome is null or "ok" ? "" : $" ({told.Outcome})"));

    private static (DateTimeOffset? At, string Who, string What) Row(GatewayMessage message) => (
        message.At,
        message.Role switch
        {
            "user" => "to it",
            "assistant" => "it says",
            var other => Shown(other, 20),
        },
        Shown(message.Text.Trim(), LongestText));

    // Whoever wrote to the bot wrote this: one line, harmless, and no token that somebody pasted there.
    private static string Shown(string text, int atMost) =>
        Quoted.Line(SecretShapes.Redact(text).ReplaceLineEndings(" "), atMost);
}

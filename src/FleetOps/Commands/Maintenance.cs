using System.Collections.Immutable;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/maintenance</c>: a time in which trouble of some claws is expected and nobody is alarmed.</summary>
[FleetCommand(
    "maintenance", "Alarm nobody about a claw or a label's claws for a time; `list` and `end` too.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/maintenance alice now 2h", Order = 63)]
public sealed record Maintenance(
    [property: Argument("which", "A claw or a label; `list` shows all there are, `end` ends one.")] string Which,
    [property: Argument("from", "now, 22:00 or 2026-11-20T22:00; behind `end`: which.")] string? From = null,
    [property: Argument("to", "A time, or a duration such as 2h.")] string? To = null) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Which == "list" ? Effect.Reads : Effect.Changes;
}

/// <summary>Carries out <see cref="Maintenance"/>.</summary>
public sealed class MaintenanceHandler(
    IFleetStore store, IAlertStore alerts, MemberZones zones, SilenceSignal signal, TimeProvider time)
    : LookingHandler<Maintenance>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Maintenance command, Member by, CancellationToken cancellationToken)
    {
        var zone = await zones.FindAsync(by, cancellationToken);
        return command switch
        {
            { Which: "list" } => await ListAsync(zone, cancellationToken),
            { Which: "end", From: { } scope } => await EndAsync(scope, by, zone, cancellationToken),
            { Which: "end" } => Reply.Refused("Which one? /maintenance end alice; /maintenance list shows all."),
            { From: { } from, To: { } to } => await BeginAsync(command.Which, from, to, by, zone, cancellationToken),
            _ => Reply.Refused($"From when to when? /maintenance {command.Which} now 2h. {WhenText.Rule}"),
        };
    }

    private async Task<Intent> BeginAsync(
        string which, string fromText, string toText, Member by, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var claws = await store.ListClawsAsync(cancellationToken);
        if (!ClawScope.TryRead(which, claws, mayBeAll: false, out var scope, out var refusal))
            return Reply.Refused(refusal);

        var now = time.GetUtcNow();
        if (!WhenText.TryReadMoment(fromText, now, zone, out var from))
            return Reply.Refused($"{Quoted.Text(fromText)} is no time. {WhenText.Rule}");
        if (!WhenText.TryReadMoment(toText, from, zone, out var until))
            return Reply.Refused($"{Quoted.Text(toText)} is no time. {WhenText.Rule}");
        if (until <= from || until <= now)
            return Reply.Refused($"It would end at {WhenText.Say(until, zone)}, before it begins or now.");

        var silence = new Silence
        {
            Kind = SilenceKind.Maintenance, Claw = scope.Claw, Label = scope.Label, By = by.Name,
            From = from, Until = until,
        };
        return Intent.To(
            () => KeepAsync(silence, by, zone, cancellationToken),
            new FactsBlock(
                ("Silent", $"{silence.Scope}, to everybody"), ("Lasts", Span(silence, zone)),
                ("Then", "what is still wrong is told")));
    }

    private async Task<Reply> KeepAsync(
        Silence silence, Member by, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var (scope, from, until) = (silence.Scope, silence.From, silence.Until);
        var did = $"ordered maintenance of {scope} from {SilenceEvents.Say(from)} until {SilenceEvents.Say(until)}";
        var told = SilenceEvents.Told(time.GetUtcNow(), by, silence.Claw, did);
        await store.CommitAsync(new FleetChange { Silences = [silence], Events = [told] }, cancellationToken);
        signal.Beat();
        return Reply.Ok(
            $"{scope} is in maintenance from {Span(silence, zone)}; nobody is "
            + "alarmed meanwhile. What is still wrong at the end is told then.")
            with
        { Buttons = [new("End it", $"/maintenance end {scope}")] };
    }

    private static string Span(Silence silence, TimeZoneInfo zone) =>
        $"{WhenText.Say(silence.From, zone)} until {WhenText.Say(silence.Until, zone)}";

    private async Task<Intent> EndAsync(
        string scope, Member by, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var ended = (await AllAsync(cancellationToken)).RemoveAll(silence => silence.Scope != scope);
        if (ended.IsEmpty)
            return Reply.Refused($"{Quoted.Text(scope)} is in no maintenance. /maintenance list shows all there are.");

        return Intent.To(
            () => EndAsync(ended, by, cancellationToken),
            new FactsBlock(
                ("Ends", $"the maintenance of {scope}, {string.Join("; ", ended.Select(one => Span(one, zone)))}"),
                ("Then", "its alerts come again")));
    }

    private async Task<Reply> EndAsync(
        ImmutableList<Silence> ended, Member by, CancellationToken cancellationToken)
    {
        var (now, scope) = (time.GetUtcNow(), ended[0].Scope);
        await store.CommitAsync(
            new FleetChange
            {
                Silences = ended.ConvertAll(silence => silence with { Until = now }),
                Events = [SilenceEvents.Told(now, by, ended[0].Claw, $"ended the maintenance of {scope}")],
            },
            cancellationToken);
        signal.Beat();
        return Reply.Ok($"The maintenance of {scope} has ended.");
    }

    private async Task<Reply> ListAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        return all.IsEmpty
            ? Reply.Ok("Nothing is in maintenance. /maintenance alice now 2h begins one.")
            : Reply.Ok(new TableBlock(
                ["Which", "From", "Until", "By"],
                all.ConvertAll(silence => ImmutableList.Create(
                    silence.Scope, WhenText.Say(silence.From, zone), WhenText.Say(silence.Until, zone), silence.By))));
    }

    private async Task<ImmutableList<Silence>> AllAsync(CancellationToken cancellationToken)
    {
        var all = await alerts.ListSilencesAsync(time.GetUtcNow(), cancellationToken);
        return [.. all.Where(silence => silence.Kind == SilenceKind.Maintenance)];
    }
}

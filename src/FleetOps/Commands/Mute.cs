using System.Collections.Immutable;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/mute</c>: no new alert about some claws, for the one who says it.</summary>
[FleetCommand(
    "mute", "Get no new alert about a claw, a label's claws or all; `list` and `off` too.", Role.Viewer,
    Effect = Effect.Changes, HasDryRun = true, Example = "/mute alice until=08:00", Order = 62)]
public sealed record Mute(
    [property: Argument("which", "A claw, a label, `all`; `list` shows your mutes, `off` ends them.")] string Which,
    [property: Argument("off", "Behind `off`: which; without it all your mutes end.")] string? Off = null,
    [property: Argument("until", "Until when, 08:00 without it.", IsNamed = true)] string? Until = null,
    [property: Argument("for", "For how long.", IsNamed = true)] string? For = null) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Which.Equals("list", StringComparison.OrdinalIgnoreCase) ? Effect.Reads : Effect.Changes;
}

/// <summary>Carries out <see cref="Mute"/>.</summary>
public sealed class MuteHandler(
    IFleetStore store, IAlertStore alerts, MemberZones zones, SilenceSignal signal, TimeProvider time)
    : LookingHandler<Mute>
{
    private const string Morning = "08:00";

    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Mute command, Member by, CancellationToken cancellationToken)
    {
        var zone = await zones.FindAsync(by, cancellationToken);
        return command.Which.ToLowerInvariant() switch
        {
            "list" => await ListAsync(by, zone, cancellationToken),
            "off" => await EndAsync(command.Off, by, cancellationToken),
            _ => await BeginAsync(command, by, zone, cancellationToken),
        };
    }

    private async Task<Intent> BeginAsync(
        Mute command, Member by, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (command.Off is not null)
            return Reply.Refused($"Only one at a time: /mute {command.Which}, or /mute all.");
        if (command is { Until: not null, For: not null })
            return Reply.Refused("Either until= or for=, not both.");

        var claws = await store.ListClawsAsync(cancellationToken);
        if (!ClawScope.TryRead(command.Which, claws, mayBeAll: true, out var scope, out var refusal))
            return Reply.Refused(refusal);

        var now = time.GetUtcNow();
        var end = command.For ?? command.Until ?? Morning;
        if (!WhenText.TryReadMoment(end, now, zone, out var until) || until <= now)
            return Reply.Refused($"{Quoted.Text(end)} is no time to come. {WhenText.Rule}");

        var mute = new Silence
        {
            Kind = SilenceKind.Mute, Claw = scope.Claw, Label = scope.Label, Member = by.Id, By = by.Name,
            From = now, Until = until,
        };
        return Intent.To(
            () => KeepAsync(mute, by, zone, cancellationToken),
            new FactsBlock(
                ("Silent", $"{Spoken(mute.Scope)} until {WhenText.Say(until, zone)}, to {by.Name} alone"),
                ("Stays", "what the others are told")));
    }

    private async Task<Reply> KeepAsync(
        Silence mute, Member by, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var (scope, until) = (mute.Scope, mute.Until);
        var told = SilenceEvents.Told(mute.From, by, mute.Claw, $"muted {scope} until {SilenceEvents.Say(until)}");
        await store.CommitAsync(new FleetChange { Silences = [mute], Events = [told] }, cancellationToken);
        signal.Beat();
        var said = $"You get no new alert about {Spoken(scope)} until {WhenText.Say(until, zone)}.";
        return Reply.Ok(said) with { Buttons = [new("End it", $"/mute off {scope}")] };
    }

    private async Task<Intent> EndAsync(string? word, Member by, CancellationToken cancellationToken)
    {
        var mutes = await MutesAsync(by, cancellationToken);
        var ended = word is null ? mutes : mutes.RemoveAll(mute => mute.Scope != word);
        if (ended.IsEmpty)
            return Reply.Refused(word is null ? "Nothing is muted." : $"{Quoted.Text(word)} is not muted.");

        return Intent.To(
            () => EndAsync(ended, by, cancellationToken),
            new FactsBlock(("Ends", $"the silence about {Spoken(ended)}")));
    }

    private async Task<Reply> EndAsync(ImmutableList<Silence> ended, Member by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await store.CommitAsync(
            new FleetChange
            {
                Silences = ended.ConvertAll(mute => mute with { Until = now }),
                Events = ended.ConvertAll(mute => SilenceEvents.Told(now, by, mute.Claw, $"unmuted {mute.Scope}")),
            },
            cancellationToken);
        signal.Beat();
        return Reply.Ok($"You get alerts about {Spoken(ended)} again.");
    }

    private async Task<Reply> ListAsync(Member by, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var mutes = await MutesAsync(by, cancellationToken);
        return mutes.IsEmpty
            ? Reply.Ok("Nothing is muted. /mute alice until=08:00 mutes one claw.")
            : Reply.Ok(new TableBlock(
                ["Muted", "Until"],
                mutes.ConvertAll(mute => ImmutableList.Create(mute.Scope, WhenText.Say(mute.Until, zone)))));
    }

    private static string Spoken(ImmutableList<Silence> mutes) =>
        string.Join(", ", mutes.Select(mute => Spoken(mute.Scope)).Distinct());

    private static string Spoken(string scope) => scope == "all" ? "all claws" : scope;

    private async Task<ImmutableList<Silence>> MutesAsync(Member by, CancellationToken cancellationToken)
    {
        var all = await alerts.ListSilencesAsync(time.GetUtcNow(), cancellationToken);
        return [.. all.Where(silence => silence.Kind == SilenceKind.Mute && silence.Member == by.Id)];
    }
}

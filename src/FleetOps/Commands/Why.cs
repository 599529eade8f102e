using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/why</c>: how a claw came to be as it is.</summary>
[FleetCommand("why", "Show how a claw came to be as it is: failure, steps, rungs, incident, events.", Role.Viewer,
    Example = "/why alice", Order = 23)]
public sealed record Why([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <summary>Carries out <see cref="Why"/>.</summary>
public sealed class WhyHandler(IFleetStore store, TimeProvider time) : ICommandHandler<Why>
{
    private const int EventsShown = 10;

    private static readonly TimeSpan RungsShown = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Why command, Member by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var events = await store.ListEventsAsync(command.Claw, EventsShown, cancellationToken);
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return events.Count == 0 ? Refusals.NoSuchClaw(command.Claw) : Reply.Ok([Timeline(events, now)]);

        var probes = await store.ListProbesAsync(claw.Name, 1, cancellationToken);
        var operations = await store.ListOperationsAsync(claw.Name, 1, cancellationToken);
        var incidents = await store.ListIncidentsAsync(claw.Name, 1, cancellationToken);
        var rungs = await store.ListRungAttemptsAsync(claw.Name, now - RungsShown, cancellationToken);
        return Reply.Ok(
        [
            new TextBlock(Now(claw, probes.Count > 0 ? probes[0] : null, now)),
            .. incidents.Select(incident => new TextBlock(Say(incident, now))),
            .. operations.SelectMany(operation => Steps(operation, now)),
            .. Rungs(rungs, now),
            .. events.Count > 0 ? [Timeline(events, now)] : ImmutableList<ReplyBlock>.Empty,
        ]);
    }

    private static string Now(Claw claw, Probe? probe, DateTimeOffset now) => claw.Failure is { } failure
        ? $"{claw.Name} is {claw.State}: {failure.Step} failed {Ago.Say(failure.At, now)}. {failure.Message}"
        : $"{claw.Name} is {claw.State}{(probe is null ? "" : $"; seen {Ago.Say(probe.At, now)}: {probe.Verdict}")}.";

    private static string Say(Incident incident, DateTimeOffset now) => incident.ClosedAt is { } closed
        ? $"Last in trouble {Ago.Say(incident.OpenedAt, now)}, "
            + $"for {Ago.Span(closed - incident.OpenedAt)}: {incident.Worst}."
        : $"In trouble since {Ago.Say(incident.OpenedAt, now)}: {incident.Last}.";

    private static IEnumerable<ReplyBlock> Steps(OperationRecord operation, DateTimeOffset now)
    {
        yield return new HeadingBlock(
            $"{operation.Order} {operation.Id}, {Ago.Say(operation.At, now)} by {operation.By}: {operation.Status}");
        if (operation.Conclusion is { } conclusion)
            yield return new TextBlock(conclusion);
        if (!operation.Steps.IsEmpty)
        {
            yield return new TableBlock(
                ["Step", "Ended", "Took", "Note"],
                [
                    .. operation.Steps.Select(step =>
                        ImmutableList.Create(step.Says, Say(step), Took(step), step.Note ?? "")),
                ]);
        }
    }

    private static string Say(StepRecord step) =>
        step.Attempts > 1 ? $"{step.Status} (attempt {step.Attempts})" : step.Status.ToString();

    private static string Took(StepRecord step) =>
        step is { StartedAt: { } from, EndedAt: { } to } ? Ago.Span(to - from) : "";

    private static IEnumerable<ReplyBlock> Rungs(IReadOnlyList<RungAttempt> rungs, DateTimeOffset now) =>
        rungs.Count == 0 ? [] :
        [
            new TableBlock(
                ["Rung", "Climbed", "Healed", "Seen after it"],
                [
                    .. rungs.Select(rung => ImmutableList.Create(
                        rung.Words, Ago.Say(rung.At, now), rung.Healed ? "yes" : "no", rung.Note)),
                ]),
        ];

    private static TableBlock Timeline(IReadOnlyList<FleetEvent> newestFirst, DateTimeOffset now) => new(
        ["When", "Who", "What", "Outcome"],
        [
            .. newestFirst.Reverse().Select(told => ImmutableList.Create(
                Ago.Say(told.At, now), told.By, told.Text, told.Outcome ?? "")),
        ]);
}

using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/ack</c>: says that one sees to an incident.</summary>
[FleetCommand(
    "ack", "Say that you see to an incident; nobody is reminded of it then.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/ack alice", Order = 60)]
public sealed record Ack(
    [property: Argument("incident", "Its number, or the claw's name.")] string Incident) : ICommand;

/// <summary>Carries out <see cref="Ack"/>.</summary>
public sealed class AckHandler(
    IFleetStore store, IAlertStore alerts, SilenceSignal signal, TimeProvider time) : LookingHandler<Ack>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Ack command, Member by, CancellationToken cancellationToken)
    {
        var (open, refusal) = await IncidentChoice.FindAsync(alerts, command.Incident, cancellationToken);
        if (open is null)
            return Reply.Refused(refusal!);

        if (open is [var only] && await alerts.FindAcknowledgementAsync(only.Id, cancellationToken) is { } first)
        {
            return Reply.Ok(
                $"{first.By} sees to {IncidentChoice.Say(open)} already, since {Ago.Say(first.At, time.GetUtcNow())}.");
        }

        return Intent.To(
            () => TakeOnAsync(open, by, cancellationToken),
            new FactsBlock(
                ("Ends", $"the reminders of {IncidentChoice.Say(open)}"),
                ("Stays", open.Count == 1 ? "the incident, until its claw is well" : "each until its claw is well")));
    }

    private async Task<Reply> TakeOnAsync(
        IReadOnlyList<Incident> open, Member by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await store.CommitAsync(
            new FleetChange
            {
                Acknowledgements = [.. open.Select(incident => new Acknowledgement(incident.Id, now, by.Name))],
                Events = [.. open.Select(incident => Told(incident, now, by))],
            },
            cancellationToken);
        signal.Beat();
        return Reply.Ok($"{by.Name} sees to {IncidentChoice.Say(open)}.");
    }

    private static FleetEvent Told(Incident incident, DateTimeOffset now, Member by) =>
        new(now, by.Name, "incident", incident.Claw, $"{by.Name} sees to incident {incident.Id}.", "ok");
}

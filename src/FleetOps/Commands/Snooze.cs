using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/snooze</c>: no new message about an incident for a while, to anybody.</summary>
[FleetCommand(
    "snooze", "Send nobody a new message about an incident for a while.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/snooze alice 1h", Order = 61)]
public sealed record Snooze(
    [property: Argument("incident", "Its number, or the claw's name.")] string Incident,
    [property: Argument("duration", "For how long: 30m, 1h, 1d.")] string Duration) : ICommand;

/// <summary>Carries out <see cref="Snooze"/>.</summary>
public sealed class SnoozeHandler(
    IFleetStore store, IAlertStore alerts, MemberZones zones, SilenceSignal signal, TimeProvider time)
    : LookingHandler<Snooze>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Snooze command, Member by, CancellationToken cancellationToken)
    {
        if (!WhenText.TryReadDuration(command.Duration, out var duration))
            return Reply.Refused($"{Quoted.Text(command.Duration)} is no duration. Write 30m, 1h or 1d.");

        var (open, refusal) = await IncidentChoice.FindAsync(alerts, command.Incident, cancellationToken);
        if (open is null)
            return Reply.Refused(refusal!);

        return Intent.To(
            () => SnoozeAsync(open, duration, by, cancellationToken),
            new FactsBlock(
                ("Silent", $"{IncidentChoice.Say(open)}, for {Ago.Span(duration)}, to everybody"),
                ("Stays", "what the claws are watched for; what is still wrong then is told again")));
    }

    private async Task<Reply> SnoozeAsync(
        IReadOnlyList<Incident> open, TimeSpan duration, Member by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + duration;
        await store.CommitAsync(
            new FleetChange
            {
                Silences =
                [
                    .. open.Select(incident => new Silence
                    {
                        Kind = SilenceKind.Snooze, Incident = incident.Id, By = by.Name, From = now, Until = until,
                    }),
                ],
                Events =
                [
                    .. open.Select(incident => SilenceEvents.Told(
                        now, by, incident.Claw, $"snoozed incident {incident.Id} until {SilenceEvents.Say(until)}")),
                ],
            },
            cancellationToken);
        signal.Beat();
        var zone = await zones.FindAsync(by, cancellationToken);
        return Reply.Ok($"No new message about {IncidentChoice.Say(open)} until {WhenText.Say(until, zone)}.");
    }
}

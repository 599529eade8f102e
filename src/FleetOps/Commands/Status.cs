using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// <c>/status</c>: one claw in full, from the store alone. Programs get a <see cref="StatusView"/>.
/// </summary>
[FleetCommand(
    "status", "Show one claw: facts, last looks, open operation, incident, restore points.", Role.Viewer,
    Example = "/status alice", Order = 21)]
public sealed record Status([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <summary>Carries out <see cref="Status"/>.</summary>
public sealed class StatusHandler(IFleetStore store, IAlertStore alerts, TimeProvider time) : ICommandHandler<Status>
{
    private const int ProbesShown = 5;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Status command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        var probes = await store.ListProbesAsync(claw.Name, ProbesShown, cancellationToken);
        var operations = await store.ListOperationsAsync(claw.Name, 1, cancellationToken);
        var incidents = await store.ListIncidentsAsync(claw.Name, 1, cancellationToken);
        var points = await store.ListRestorePointsAsync(claw.Name, cancellationToken);
        var now = time.GetUtcNow();
        var silences = new Silences(
            await alerts.ListSilencesAsync(now, cancellationToken),
            new Dictionary<ClawName, Claw> { [claw.Name] = claw },
            now);
        return Reply.Ok(
        [
            new HeadingBlock($"{claw.Name}: {claw.State}"),
            new FactsBlock(
            [
                .. Facts(claw, now), .. Machine(probes), .. Open(operations, now), .. Quiet(claw, silences, now),
            ]),
            .. Trouble(claw, incidents, now),
            .. Looks(probes, now),
            .. Points(points, now),
        ]) with
        {
            Result = new StatusView(
                ClawView.Of(claw, probes.Count > 0 ? probes[0] : null),
                [.. probes.Select(ProbeView.Of)],
                operations is [{ Status: OperationStatus.Open } open, ..] ? OperationView.Of(open) : null,
                incidents is [{ ClosedAt: null } incident, ..] ? IncidentView.Of(incident) : null,
                [.. points.Select(RestorePointView.Of)]).ToResult(),
        };
    }

    private static IEnumerable<(string, string)> Facts(Claw claw, DateTimeOffset now)
    {
        yield return ("profile", claw.Profile.ToString());
        if (claw.Spec is { } spec)
        {
            yield return ("machine", $"{claw.Machine} ({spec.Size}), data disk {claw.Name}-d{spec.Disk}");
            var openClaw = spec.OpenClaw?.Value ?? "unknown";
            yield return ("versions", $"image {spec.Image}, app layer {spec.AppLayer}, OpenClaw {openClaw}");
        }
        else if (claw.Disk > 0)
        {
            yield return ("data disk", $"{claw.Name}-d{claw.Disk}, kept");
        }

        else if (claw.State == ClawState.New)
        {
            yield return ("machine", $"not deployed yet; /onboard {claw.Name} goes on, /purge {claw.Name} forgets it");
        }

        yield return ("address", claw.Address?.ToString() ?? "none");
        if (claw.BotUserName is { } bot)
            yield return ("bot", $"@{bot}, https://t.me/{bot}");
        yield return ("owner", claw.Owner is { } owner ? $"Telegram {owner}" : "not set");
        yield return ("model", claw.Model ?? "not set");
        if (!claw.Labels.IsEmpty)
            yield return ("labels", Labels.Say(claw.Labels));
        if (!claw.FailedImages.IsEmpty)
            yield return ("failed images", string.Join(", ", claw.FailedImages));
        yield return ("created", Ago.Say(claw.CreatedAt, now));
    }

    private static IEnumerable<(string, string)> Machine(IReadOnlyList<Probe> newestFirst)
    {
        if (newestFirst is not [{ Report: { } report }, ..])
            yield break;

        var parts = new[]
        {
            report.DiskPercent is { } disk ? $"disk {disk} %" : null,
            report.MemoryPercent is { } memory ? $"memory {memory} %" : null,
            report.Load is { } load ? $"load {load:0.00} a core" : null,
            report.Restarts is { } restarts ? $"gateway restarts {restarts}" : null,
            report.UpdatesAt is { } updates ? $"updates at {updates}" : null,
        };
        yield return ("last seen", string.Join(", ", parts.OfType<string>()));
    }

    private static IEnumerable<(string, string)> Open(IReadOnlyList<OperationRecord> operations, DateTimeOffset now)
    {
        if (operations is not [{ Status: OperationStatus.Open } open, ..])
            yield break;

        var step = open.Steps.Find(step => step.Status == StepStatus.Running)?.Says ?? "waiting";
        yield return ("operation", $"{open.Order} {open.Id} by {open.By}, {Ago.Say(open.At, now)}: {step}");
    }

    private static IEnumerable<(string, string)> Quiet(Claw claw, Silences silences, DateTimeOffset now)
    {
        if (silences.Maintenance(claw.Name) is { } maintenance)
            yield return ("maintenance", $"by {maintenance.By}, ends {Ago.Say(maintenance.Until, now)}");
    }

    private static IEnumerable<ReplyBlock> Trouble(Claw claw, IReadOnlyList<Incident> incidents, DateTimeOffset now)
    {
        if (claw.Failure is { } failure)
            yield return new TextBlock($"Failed {Ago.Say(failure.At, now)} at {failure.Step}: {failure.Message}");
        if (incidents is [{ ClosedAt: null } open, ..])
        {
            yield return new TextBlock(
                $"In trouble since {Ago.Say(open.OpenedAt, now)}; now {open.Last}, worst {open.Worst}.");
        }
    }

    private static IEnumerable<ReplyBlock> Looks(IReadOnlyList<Probe> probes, DateTimeOffset now)
    {
        if (probes.Count > 0)
        {
            yield return new TableBlock(
                ["Seen", "Health"],
                [.. probes.Select(probe => ImmutableList.Create(Ago.Say(probe.At, now), probe.Verdict.ToString()))]);
        }
    }

    private static IEnumerable<ReplyBlock> Points(IReadOnlyList<RestorePoint> points, DateTimeOffset now)
    {
        if (points.Count > 0)
        {
            yield return new TableBlock(
                ["Restore point", "Taken", "Image", "OpenClaw", "Why"],
                [
                    .. points.Select(point => ImmutableList.Create(
                        point.Id.Value, Ago.Say(point.TakenAt, now), point.Spec.Image.ToString(),
                        point.Spec.OpenClaw?.Value ?? "", point.Why)),
                ]);
        }
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// <c>/fleet</c>: all claws at a glance, from the store alone. Programs get a <see cref="FleetView"/>.
/// </summary>
[FleetCommand(
    "fleet", "Show all claws: state, health, versions; `watch` refreshes in place.", Role.Viewer,
    Example = "/fleet watch tier=prod", Order = 20)]
public sealed record Fleet(
    [property: Argument("which", "`watch` to refresh in place; key=value or key to choose by label.", TakesRest = true)]
    string? Words) : ICommand;

/// <summary>Carries out <see cref="Fleet"/>.</summary>
public sealed class FleetHandler(
    IFleetStore store, RetiredDisks retired, IOptions<WatchOptions> options, TimeProvider time) : ICommandHandler<Fleet>
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(5);

    private static readonly ImmutableList<string> Columns =
        ["Claw", "State", "Health", "Image", "OpenClaw", "Address", "Seen"];

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Fleet command, Member by, CancellationToken cancellationToken)
    {
        var words = Labels.Words(command.Words);
        var choices = words.Where(word => word != "watch").ToList();
        var claws = await store.ListClawsAsync(cancellationToken);
        if (claws.Count == 0)
        {
            return Reply.Ok("There is no claw yet. /deploy alice makes the first one.") with
            {
                Result = new FleetView([]).ToResult(),
            };
        }

        var chosen = claws.Where(claw => choices.TrueForAll(choice => Labels.Fit(claw.Labels, choice))).ToList();
        if (chosen.Count == 0)
        {
            return Reply.Refused(
                $"None of {claws.Count} claws is labelled {string.Join(' ', choices)}. /label shows and sets labels.");
        }

        var probes = await store.ListLastProbesAsync(cancellationToken);
        var rows = chosen.Select(claw => Row(claw, probes.GetValueOrDefault(claw.Name)));
        var views = chosen.Select(claw => ClawView.Of(claw, probes.GetValueOrDefault(claw.Name)));
        var reply = Reply.Ok([new TableBlock(Columns, [.. rows]), new TextBlock(Sum(chosen, probes)), .. Kept(chosen)])
            with
        { Result = new FleetView([.. views]).ToResult() };
        return words.Length > choices.Count ? reply with { RefreshEvery = RefreshEvery } : reply;
    }

    private ImmutableList<string> Row(Claw claw, Probe? probe) =>
    [
        claw.Name.Value,
        claw.State.ToString(),
        Health(claw, probe?.Verdict),
        claw.Spec?.Image.ToString() ?? "",
        claw.Spec?.OpenClaw?.Value ?? "",
        claw.Address?.ToString() ?? "",
        probe is null ? "never" : Seen(claw, probe),
    ];

    // A verdict of before the claw was busy, parked or destroyed says nothing of now.
    private static string Health(Claw claw, Verdict? last) => claw.State switch
    {
        ClawState.Running => last?.ToString() ?? "Unknown: not looked at yet",
        ClawState.Failed => $"{claw.Failure?.Step ?? "failed"}: {claw.Failure?.Reason.ToString() ?? "see /why"}",
        ClawState.Parked => "Parked",
        ClawState.New => "not deployed yet",
        _ => "",
    };

    private string Seen(Claw claw, Probe probe)
    {
        var now = time.GetUtcNow();
        var isLate = claw.State == ClawState.Running && now - probe.At > 3 * options.Value.Interval;
        return Ago.Say(probe.At, now) + (isLate ? " (late)" : "");
    }

    private static string Sum(IReadOnlyList<Claw> claws, IReadOnlyDictionary<ClawName, Probe> probes)
    {
        var running = claws.Where(claw => claw.State == ClawState.Running).ToList();
        var bad = running.Count(claw => probes.GetValueOrDefault(claw.Name)?.Verdict.IsBad == true);
        var failed = claws.Count(claw => claw.State == ClawState.Failed);
        var busy = claws.Count(claw => ClawLifecycle.IsBusy(claw.State));
        return $"{claws.Count} {(claws.Count == 1 ? "claw" : "claws")}: {running.Count} running, "
            + $"{bad} of them in trouble, {busy} busy, {failed} failed.";
    }

    private IEnumerable<ReplyBlock> Kept(IReadOnlyList<Claw> claws)
    {
        var names = claws.Select(claw => claw.Name).ToHashSet();
        var (all, price) = retired.Last;
        var disks = all.FindAll(disk => names.Contains(disk.Name.Claw));
        if (disks.IsEmpty)
            return [];

        var cost = price is null ? "" : $", about ${price.Value * disks.Count:0.00} a month";
        var list = string.Join(", ", disks.Select(disk => disk.Name));
        return [new TextBlock($"Retired data disks that are kept{cost}: {list}. /purge deletes those of a claw.")];
    }
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>What is between the jobs a claw shall have and those it has. Pure.</summary>
/// <param name="Add">Jobs to add, in no time zone yet.</param>
/// <param name="Remove">Ids of jobs to remove before.</param>
/// <param name="Said">Both in words: <c>+morning, -night</c>.</param>
internal sealed record ScheduleChange(ImmutableList<GatewayCronOrder> Add, ImmutableHashSet<string> Remove, string Said)
{
    /// <summary>Whether nothing is to be done.</summary>
    public bool IsEmpty => Add.IsEmpty && Remove.IsEmpty;

    /// <summary>Compares.</summary>
    internal static ScheduleChange Between(ManifestClaw wanted, ImmutableList<GatewayCronJob> jobs)
    {
        var (add, said) = (new List<GatewayCronOrder>(), new List<string>());
        var remove = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var preset in wanted.Presets is null ? [] : CronPreset.All)
        {
            var there = jobs.FindAll(job => CronDesk.IsNamed(job, preset.Name));
            var isWanted = wanted.Presets!.Contains(preset.Word);
            if (isWanted && there.IsEmpty)
                add.Add(preset.In(""));
            if (isWanted == there.IsEmpty)
                said.Add($"{(isWanted ? '+' : '-')}{preset.Word}");
            if (!isWanted)
                remove.UnionWith(there.Select(job => job.Id));
        }

        foreach (var job in wanted.Jobs ?? [])
        {
            var there = jobs.FindAll(one => CronDesk.IsNamed(one, job.Name));
            if (there.Exists(one => IsSame(one, job)))
                continue;

            said.Add($"{(there.IsEmpty ? '+' : '~')}{job.Name}");
            remove.UnionWith(there.Select(one => one.Id));
            add.Add(new GatewayCronOrder(job.Name, job.Expression, "", job.Text, job.TellsOwner));
        }

        return new ScheduleChange([.. add], remove.ToImmutable(), string.Join(", ", said));
    }

    // The zone is the owner's and moves with him; a gateway that does not tell the text is believed to have it.
    private static bool IsSame(GatewayCronJob there, ManifestJob job) =>
        (there.Schedule == job.Expression || there.Schedule.StartsWith($"{job.Expression} ", StringComparison.Ordinal))
        && (there.Text is null || there.Text.Trim() == job.Text);
}

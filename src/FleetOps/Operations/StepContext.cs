using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// What a step knows of the operation it belongs to, and where it leaves what is to be stored with its end.
/// </summary>
/// <param name="operation">The operation as last stored.</param>
/// <param name="note">Takes the step's latest line of progress; shown at once, stored at the step's end.</param>
public sealed class StepContext(OperationRecord operation, Action<string> note)
{
    private Kept _kept = new();

    /// <summary>The operation as last stored.</summary>
    public OperationRecord Operation { get; } = operation;

    /// <summary>What the claw shall run on at the end of the way the operation is on now.</summary>
    /// <exception cref="InvalidOperationException">The operation has no target, as Destroy.</exception>
    public MachineSpec Target =>
        Operation.Target ?? throw new InvalidOperationException($"{Operation.Kind} has no target.");

    /// <summary>Restore points taken by the step; the runner stores them in the transaction that ends it.</summary>
    public IReadOnlyList<RestorePoint> RestorePoints => _kept.RestorePoints;

    /// <summary>Rungs climbed by the step; stored likewise.</summary>
    public IReadOnlyList<RungAttempt> RungAttempts => _kept.RungAttempts;

    /// <summary>Looks that the step took; stored likewise.</summary>
    public IReadOnlyList<Probe> Probes => _kept.Probes;

    /// <summary>Whether the step was not needed; the runner then records <see cref="StepStatus.Skipped"/>.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>Shows a line of progress under the step, e.g. <c>boot.sh: ensure_mounts</c>.</summary>
    public void Note(string line) => note(line);

    /// <summary>Takes the line away: what was waited for has come, and nobody needs to read of the waiting.</summary>
    public void Unnote() => note("");

    /// <summary>Keeps a restore point with the step's end.</summary>
    public void Keep(RestorePoint point) => _kept.RestorePoints.Add(point);

    /// <summary>Keeps the record of a climbed rung with the step's end.</summary>
    public void Keep(RungAttempt attempt) => _kept.RungAttempts.Add(attempt);

    /// <summary>Keeps a look at the claw with the step's end.</summary>
    public void Keep(Probe probe) => _kept.Probes.Add(probe);

    /// <summary>Says that the step was not needed, and why.</summary>
    public void Skip(string why)
    {
        IsSkipped = true;
        note(why);
    }

    /// <summary>
    /// The context of a part of the step: what it notes and keeps is the step's, but that the part was not needed does
    /// not mean that the step was not.
    /// </summary>
    public StepContext Part() => new(Operation, note) { _kept = _kept };

    private sealed class Kept
    {
        public List<RestorePoint> RestorePoints { get; } = [];

        public List<RungAttempt> RungAttempts { get; } = [];

        public List<Probe> Probes { get; } = [];
    }
}

using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>A durable, ordered list of idempotent steps on one claw. One type a file, beside this one.</summary>
public abstract class Operation
{
    /// <summary>Name in the store and in the registration.</summary>
    public string Kind => GetType().Name;

    /// <summary>What it is called while it runs: <c>Deploying</c>, <c>Upgrading</c>.</summary>
    public abstract string Title { get; }

    /// <summary>The order that begins it.</summary>
    public abstract ClawTrigger Begins { get; }

    /// <summary>The fact that ends it well.</summary>
    public abstract ClawTrigger Completes { get; }

    /// <summary>Its steps in order; what can go side by side is one composite step.</summary>
    public abstract IReadOnlyList<IStep> Steps { get; }

    /// <summary>
    /// The way back after <paramref name="failed"/> failed for good, or null where there is none and the claw becomes
    /// <see cref="ClawState.Failed"/>.
    /// </summary>
    public virtual WayBack? Undo(OperationRecord operation, IStep failed, Claw claw) => null;

    /// <summary>The closing sentence for a person, once it ended well.</summary>
    public abstract string Conclude(Claw claw, OperationRecord operation);

    /// <summary>The closing sentence for a person, once its way back ended well.</summary>
    public virtual string ConcludeBack(Claw claw, OperationRecord operation) =>
        $"{Title} {claw.Name} failed at '{operation.Failure?.Step}': {operation.Failure?.Message} "
        + $"It is back on image {claw.Spec?.Image} with OpenClaw {claw.Spec?.OpenClaw}, "
        + "its data as before, and verified.";
}

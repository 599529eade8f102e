using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>An operation as stored: the intent before the first act, then what became of each step.</summary>
public sealed record OperationRecord
{
    /// <summary>Its id.</summary>
    public required OperationId Id { get; init; }

    /// <summary>The operation's type name, e.g. <c>DeployClaw</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>On which claw.</summary>
    public required ClawName Claw { get; init; }

    /// <summary>Who asked for it, as shown.</summary>
    public required string By { get; init; }

    /// <summary>
    /// The key of the order that started it (<see cref="Member.OrderKey"/>): one order starts one operation.
    /// </summary>
    public string? OrderKey { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it ended; null while open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is.</summary>
    public OperationStatus Status { get; init; }

    /// <summary>Optimistic version of the stored row; 0 where never stored. Set by the store alone.</summary>
    public long Version { get; init; }

    /// <summary>What the claw ran on when the order came (while undoing: what the order had aimed at).</summary>
    public MachineSpec? Before { get; init; }

    /// <summary>What it shall run on at the end (while undoing: what it goes back to).</summary>
    public MachineSpec? Target { get; init; }

    /// <summary>The restore point that the operation took or goes back to.</summary>
    public RestorePointId? RestorePoint { get; init; }

    /// <summary>Words of the order that its steps need, e.g. <c>allow=rebuild</c>.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The steps in order; while undoing, those of the way back stand behind those of the way there.</summary>
    public ImmutableList<StepRecord> Steps { get; init; } = [];

    /// <summary>Whether the way back has begun.</summary>
    public bool IsUndoing { get; init; }

    /// <summary>Whether a person asked to cancel; heeded between steps.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>What failed, if anything did.</summary>
    public ClawFailure? Failure { get; init; }

    /// <summary>The closing sentence, once ended.</summary>
    public string? Conclusion { get; init; }

    /// <summary>What was asked for, in a word: <c>Deploy</c>.</summary>
    public string Order => Kind.Replace("Claw", "", StringComparison.Ordinal);

    /// <summary>An option's value, or null.</summary>
    public string? Option(string name) => Options.GetValueOrDefault(name);
}

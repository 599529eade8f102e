namespace ParentClaw.FleetOps.Commands;

/// <summary>A question that waits for its answer, as stored.</summary>
public sealed record PendingQuestion
{
    /// <summary>The question as it was asked, with its nonce.</summary>
    public required Question Question { get; init; }

    /// <summary>The command that waits for the answer.</summary>
    public required CommandDraft Draft { get; init; }

    /// <summary>Whether the answer is the argument that <see cref="Question.About"/> names.</summary>
    public bool IsForArgument { get; init; }

    /// <summary>The <see cref="Member.Id"/> of the person who was asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>How long the answer counts.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>
    /// The <see cref="Member.OrderKey"/> of the answer that came; empty where it had none, null while none came. Set by
    /// the store alone.
    /// </summary>
    public string? TakenBy { get; init; }
}

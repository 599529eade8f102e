namespace ParentClaw.FleetOps.Commands;

/// <summary>What became of an answer's claim to a question; the closed family is in this record.</summary>
internal abstract record QuestionTaking
{
    /// <summary>The answer counts.</summary>
    /// <param name="Question">What it answers.</param>
    public sealed record Taken(PendingQuestion Question) : QuestionTaking;

    /// <summary>It does not.</summary>
    /// <param name="Why">A finished sentence.</param>
    public sealed record Refused(string Why) : QuestionTaking;
}

namespace ParentClaw.FleetOps.Operations;

/// <summary>What became of an order: accepted and stored, or refused. Closed: the two are in this file.</summary>
public abstract record Submission
{
    private Submission()
    {
    }

    /// <summary>The operation is stored and will run, even if the parent dies now.</summary>
    /// <param name="Operation">Its record.</param>
    public sealed record Accepted(OperationRecord Operation) : Submission;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Why">A finished sentence that says what to do next.</param>
    public sealed record Refused(string Why) : Submission;
}

namespace ParentClaw.FleetOps.Contracts;

/// <summary>What it means for who waited that an operation ended: one rule for HTTP, CLI and MCP. Pure.</summary>
public static class OperationEnd
{
    private const string Open = "open";
    private const string Succeeded = "succeeded";

    /// <summary>Whether it ended, well or badly.</summary>
    public static bool IsEnded(OperationView operation) => operation.Status != Open;

    /// <summary>
    /// The envelope of who waited: with the operation as it now is, and not ok where that failed, was rolled back or
    /// cancelled. One that is open leaves it ok.
    /// </summary>
    public static Envelope Of(Envelope answer, OperationView operation)
    {
        var error = operation.Status is Open or Succeeded
            ? null
            : new EnvelopeError(
                ErrorReason.Failed,
                operation.Conclusion ?? $"{operation.Id} ended: {operation.Status}.",
                $"What was done and what failed: parentclaw op {operation.Id} --no-wait");
        var data = answer.Data ?? new ReplyView { Status = "ok" };
        return new Envelope(error is null, answer.Command) { Data = data with { Operation = operation }, Error = error };
    }
}

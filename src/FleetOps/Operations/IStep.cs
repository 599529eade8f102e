using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// One idempotent step of an operation: look, act only if needed, return what is now true. One type a file in
/// <c>Steps/</c>.
/// </summary>
public interface IStep
{
    /// <summary>Its name in records: the type's name.</summary>
    string Name => GetType().Name;

    /// <summary>Its line of progress text, e.g. <c>Deallocating the machine</c>.</summary>
    string Says { get; }

    /// <summary>Longest it may take, all retries included; its declaration says why so long.</summary>
    TimeSpan Deadline { get; }

    /// <summary>How it is retried for transient failures.</summary>
    StepRetry Retry => StepRetry.Usual;

    /// <summary>
    /// Looks at the real world first; running twice equals running once. Returns the claw as it now is.
    /// </summary>
    /// <exception cref="FleetException">
    /// The outside world failed; transient reasons are retried by the runner.
    /// </exception>
    Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken);
}

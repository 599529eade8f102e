using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// A named step whose parts go at the same time. At most one of them changes the claw; the others make things outside,
/// and who needs what they made looks it up.
/// </summary>
/// <param name="parts">The parts.</param>
internal abstract class SideBySide(params IReadOnlyList<IStep> parts) : IStep
{
    /// <inheritdoc/>
    public abstract string Says { get; }

    /// <summary>That of the slowest part.</summary>
    public TimeSpan Deadline => parts.Max(part => part.Deadline);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        // When one part fails the others end first: a part cut short would leave its work half done for nothing.
        var results = await Task.WhenAll(parts.Select(part => part.RunAsync(claw, context, cancellationToken)));
        return results.Where(result => result != claw).ToList() switch
        {
            [] => claw,
            [var changed] => changed,
            _ => throw new InvalidOperationException($"Two parts of {GetType().Name} changed the claw."),
        };
    }
}

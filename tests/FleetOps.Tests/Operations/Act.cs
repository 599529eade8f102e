using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>A step that does what a test says.</summary>
internal sealed class Act(string name, Func<Claw, StepContext, CancellationToken, Task<Claw>> act) : IStep
{
    /// <summary>A step that leaves the claw as it is.</summary>
    public Act(string name, Action? act = null)
        : this(name, (claw, _, _) =>
        {
            act?.Invoke();
            return Task.FromResult(claw);
        })
    {
    }

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Says => $"Doing {name}";

    /// <inheritdoc/>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public StepRetry Retry { get; init; } = StepRetry.Usual;

    /// <inheritdoc/>
    public Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken) =>
        act(claw, context, cancellationToken);
}

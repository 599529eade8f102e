using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Remembers that the image did not work here, so that it is not chosen again by itself.</summary>
internal sealed class RememberFailedImage : IStep
{
    /// <inheritdoc/>
    public string Says => "Remembering the image that failed";

    /// <summary>No call to the outside.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        // On the way back, what the order had aimed at stands as Before. The same image with another app layer proves
        // nothing.
        var failed = context.Operation.Before?.Image;
        return Task.FromResult(failed is null || failed == context.Target.Image
            ? claw
            : claw with { FailedImages = claw.FailedImages.Add(failed.ToString()) });
    }
}

using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Operations.Steps;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// Proves that the fault is the claw's and not the parent's own: the claw, the cloud, or another claw answers. Where
/// none does, the parent's network is cut, and nothing is touched.
/// </summary>
internal sealed class ProvePath(ICloud cloud, IRemoteShell shell, ClawTargets targets, IFleetStore store) : IStep
{
    private const int OthersAsked = 3;

    /// <inheritdoc/>
    public string Says => "Proving the path";

    /// <summary>A knock at the claw, at up to three others, and two reads of the cloud.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(3);

    /// <summary>An answer is wanted now: that nobody answers is one.</summary>
    public StepRetry Retry => StepRetry.None;

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        if (await AnswersAsync(claw, cancellationToken))
        {
            context.Note("The machine answers.");
            return claw;
        }

        var cloudSays = await AskCloudAsync(cancellationToken);
        if (cloudSays is null && !await AnotherAnswersAsync(claw, cancellationToken))
            throw new FleetException(
                FailureReason.Unreachable,
                "The parent's own network is cut: neither the cloud nor another claw answers. Nothing was touched; "
                + $"mend the parent's network, then /resuscitate {claw.Name} again.");

        context.Note(cloudSays ?? "The cloud does not answer, but another claw does.");
        return claw;
    }

    private async Task<bool> AnswersAsync(Claw claw, CancellationToken cancellationToken)
    {
        if (targets.Find(claw) is not { } target)
            return false;

        try
        {
            await shell.RunAsync(target, LifecycleCommands.Knock, cancellationToken);
            return true;
        }
        catch (FleetException e) when (e.Reason != FailureReason.Unexpected)
        {
            // Any refusal but a bug of ours means: this way does not lead in.
            return false;
        }
    }

    private async Task<string?> AskCloudAsync(CancellationToken cancellationToken)
    {
        try
        {
            var sources = await cloud.ListAllowedSourcesAsync(cancellationToken);
            return $"The cloud answers; its firewall admits SSH from {string.Join(", ", sources)}.";
        }
        catch (FleetException e) when (e.Reason.IsTransient())
        {
            return null;
        }
    }

    private async Task<bool> AnotherAnswersAsync(Claw claw, CancellationToken cancellationToken)
    {
        var others = (await store.ListClawsAsync(cancellationToken))
            .Where(other =>
                other.Name != claw.Name && other.State == ClawState.Running && targets.Find(other) is not null)
            .Take(OthersAsked);
        var answers = await Task.WhenAll(others.Select(other => AnswersAsync(other, cancellationToken)));
        return answers.Any(answered => answered);
    }
}

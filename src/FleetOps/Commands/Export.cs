using System.Collections.Concurrent;
using ParentClaw.FleetOps.Manifests;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/export</c>: the fleet as a manifest, of which a plan is empty.</summary>
[FleetCommand(
    "export", "Write the fleet down as a manifest (fleet.yaml) without secrets.", Role.Viewer,
    Example = "/export", Order = 72)]
public sealed record Export(
    [property: Argument("presets", "Whether each gateway is asked for its presets too.", IsNamed = true,
        Choices = "yes|no")]
    string? Presets = null) : ICommand;

/// <summary>Carries out <see cref="Export"/>.</summary>
public sealed class ExportHandler(IFleetStore store, FleetSurvey survey, TimeProvider time) : ICommandHandler<Export>
{
    private const int AtOnce = 8;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Export command, Member by, CancellationToken cancellationToken)
    {
        var claws = (await store.ListClawsAsync(cancellationToken)).Select(claw => new PresentClaw(claw)).ToList();
        if (command.Presets == "yes")
            claws = await WithJobsAsync(claws, cancellationToken);

        return Reply.Ok(new FileBlock("fleet.yaml", ManifestText.Write(claws, time.GetUtcNow())));
    }

    private async Task<List<PresentClaw>> WithJobsAsync(List<PresentClaw> claws, CancellationToken cancellationToken)
    {
        var asked = new ConcurrentBag<PresentClaw>();
        await Parallel.ForEachAsync(
            claws,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (claw, stop) => asked.Add(await survey.WithJobsAsync(claw, stop)));
        return [.. asked];
    }
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/images</c>: what a machine can start from, and what runs on which.</summary>
[FleetCommand("images", "Show the images to choose from, and which claw runs on which.", Role.Viewer,
    Example = "/images", Order = 12)]
public sealed record Images : ICommand;

/// <summary>Carries out <see cref="Images"/>.</summary>
public sealed class ImagesHandler(ICloud cloud, IFleetStore store, TimeProvider time) : ICommandHandler<Images>
{
    private const int NamesShown = 3;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Images command, Member by, CancellationToken cancellationToken)
    {
        var images = await cloud.ListImagesAsync(cancellationToken);
        var claws = await store.ListClawsAsync(cancellationToken);
        if (images.Count == 0)
            return Reply.Refused("There is no image to start from. AzureVms:Images names some.");

        return Reply.Ok(new TableBlock(
            ["Image", "", "In use by", "Failed at", "Published"], [.. images.Select(image => Row(image, claws))]));
    }

    private ImmutableList<string> Row(CloudImage image, IReadOnlyList<Claw> claws) =>
    [
        image.Version.ToString(),
        string.Join(", ", Marks(image)),
        Names(claws, claw => claw.Spec?.Image == image.Version),
        Names(claws, claw => claw.FailedImages.Contains(image.Version.ToString())),
        image.PublishedAt is { } published ? Ago.Say(published, time.GetUtcNow()) : "",
    ];

    private static IEnumerable<string> Marks(CloudImage image)
    {
        if (image.IsDefault)
            yield return "default";
        if (image.IsMarkedBroken)
            yield return "broken";
    }

    private static string Names(IReadOnlyList<Claw> claws, Func<Claw, bool> isMeant)
    {
        var names = claws.Where(isMeant).Select(claw => claw.Name.Value).ToList();
        return names.Count <= NamesShown
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(NamesShown))} and {names.Count - NamesShown} more";
    }
}

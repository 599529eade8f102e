using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>
/// The app layers there are: the one this parent brings along, and those that earlier parents left in the data folder.
/// A rollback needs the old one exactly as it was, so each is kept when it is first seen.
/// </summary>
public sealed class AppLayers
{
    private readonly string _folder;
    private readonly AppLayer _embedded = AppLayer.Embedded();

    /// <summary>Those of a folder; the embedded one is laid into it where it is not there yet.</summary>
    /// <param name="folder">Folder with a folder for each version.</param>
    public AppLayers(string folder)
    {
        _folder = folder;
        if (!Directory.Exists(FolderOf(Current)))
            Keep(_embedded);
    }

    /// <summary>The version that this parent brings along.</summary>
    public AppLayerVersion Current => _embedded.Version;

    /// <summary>All versions, oldest first.</summary>
    public IReadOnlyList<AppLayerVersion> Versions =>
    [
        .. Directory.EnumerateDirectories(_folder)
            .Select(folder => AppLayerVersion.TryParse(Path.GetFileName(folder), out var version) ? version : null)
            .OfType<AppLayerVersion>()
            .Order(),
    ];

    /// <summary>Whether there is one of this version.</summary>
    public bool Has(AppLayerVersion version) => version == Current || Directory.Exists(FolderOf(version));

    /// <summary>The app layer of this version.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.NotFound"/>: it is not here any more.</exception>
    public AppLayer Find(AppLayerVersion version) => version == Current
        ? _embedded
        : Directory.Exists(FolderOf(version))
            ? AppLayer.Read(FolderOf(version))
            : throw new FleetException(
                FailureReason.NotFound,
                $"The app layer {version} is not here; there is {string.Join(", ", Versions)}. "
                + $"Put it back as {FolderOf(version)}, or upgrade with app={Current}.");

    private string FolderOf(AppLayerVersion version) => Path.Combine(_folder, version.Value);

    // Written beside and moved, so that a crash leaves no half of one.
    private void Keep(AppLayer layer)
    {
        var beside = Path.Combine(_folder, $".{layer.Version}.{Guid.NewGuid():N}");
        foreach (var file in layer.Files)
        {
            var path = Path.Combine(beside, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Content);
        }

        Directory.Move(beside, FolderOf(layer.Version));
    }
}

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>A machine's root: an overlay of what it wrote over the layers of its image.</summary>
internal static class NspawnRoot
{
    private const string Layers = "layers";

    /// <summary>An empty machine on an image.</summary>
    /// <exception cref="ProvisioningFailure">The folder is no image of this kind.</exception>
    public static async Task MakeAsync(NspawnFolder folder, string image, CancellationToken cancellationToken)
    {
        var layers = Path.Combine(image, Layers);
        if (!File.Exists(layers))
            throw new ProvisioningFailure($"The image '{image}' has no file '{Layers}'.");
        foreach (var place in new[] { folder.Upper, folder.Work, folder.Root })
            Directory.CreateDirectory(place);
        // The image may be made anew while the machine lives; its old layers stay.
        File.Copy(layers, Path.Combine(folder.Path, Layers), overwrite: true);
        await MountAsync(folder, cancellationToken);
    }

    public static async Task MountAsync(NspawnFolder folder, CancellationToken cancellationToken)
    {
        if (IsMounted(folder))
            return;
        var layers = (await File.ReadAllLinesAsync(Path.Combine(folder.Path, Layers), cancellationToken))
            .Where(line => line.Length > 0);
        await LocalCommand.RequireAsync(
            cancellationToken, "mount", "-t", "overlay", "overlay", folder.Root, "-o",
            // A folder of the image can be renamed then, as on any disk; npm's own updates do so.
            $"lowerdir={string.Join(':', layers)},upperdir={folder.Upper},workdir={folder.Work},redirect_dir=on");
    }

    public static async Task UnmountAsync(NspawnFolder folder, CancellationToken cancellationToken)
    {
        if (IsMounted(folder))
            await LocalCommand.RequireAsync(cancellationToken, "umount", "--lazy", folder.Root);
    }

    /// <summary>An image of a machine that does not run: what it wrote lies as one more layer on its own.</summary>
    public static async Task CaptureAsync(NspawnFolder folder, string image, CancellationToken cancellationToken)
    {
        var layers = Path.Combine(image, Layers);
        if (File.Exists(layers))
            return;
        // A place of its own each time: machines may still lie on what was there before.
        var written = Path.Combine(image, $"{Guid.NewGuid():N}");
        await ProcessStorage.CopyAsync(folder.Upper, written, cancellationToken);
        var below = await File.ReadAllTextAsync(Path.Combine(folder.Path, Layers), cancellationToken);
        AtomicFile.Write(layers, $"{written}\n{below}");
    }

    /// <summary>No machine begins from the image any more; its layers stay for those that lie on them.</summary>
    public static Task ForgetAsync(string image)
    {
        if (Directory.Exists(image))
            File.Delete(Path.Combine(image, Layers));
        return Task.CompletedTask;
    }

    private static bool IsMounted(NspawnFolder folder) =>
        File.ReadLines("/proc/mounts").Any(line => line.Split(' ')[1] == folder.Root);
}

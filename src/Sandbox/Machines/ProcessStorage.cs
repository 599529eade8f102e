namespace ParentClaw.Sandbox.Machines;

/// <summary>Folders as disks: made, copied, removed, and linked into the machines they are attached to.</summary>
internal sealed class ProcessStorage(string folder)
{
    private const string Luns = "dev/disk/azure/scsi1";

    /// <summary>A file may vanish while a disk in use is copied; then the copy is made again.</summary>
    private const int CopyTries = 5;

    public string PathOf(string storage) => Path.Combine(folder, storage);

    public async Task CreateAsync(string storage, string? copyOf, CancellationToken cancellationToken)
    {
        var path = PathOf(storage);
        if (Directory.Exists(path))
            return;
        if (copyOf is null)
            Directory.CreateDirectory(path);
        else
            await CopyAsync(PathOf(copyOf), path, cancellationToken);
    }

    /// <summary>An image of a machine's root; one that stands there already is left alone.</summary>
    public static Task CaptureAsync(string root, string image, CancellationToken cancellationToken) =>
        Directory.Exists(image) ? Task.CompletedTask : CopyAsync(root, image, cancellationToken);

    /// <summary>The copy appears whole or not at all.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var partial = $"{to}.partial";
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        for (var attempt = 1; ; attempt++)
        {
            await RemoveAsync(partial, cancellationToken);
            var output = await LocalCommand.RunAsync(
                ["cp", "-a", "--reflink=auto", "--", from, partial], null, null, cancellationToken);
            if (output.ExitCode == 0)
                break;
            if (attempt == CopyTries)
                throw new IOException($"Copying {from} failed: {output.StandardError}");
        }

        Directory.Move(partial, to);
    }

    public static async Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        // rm, because Directory.Delete follows no order and stops at what a dying process still makes.
        var output = await LocalCommand.RunAsync(["rm", "-rf", "--", path], null, null, cancellationToken);
        if (output.ExitCode != 0)
            throw new IOException($"Removing {path} failed: {output.StandardError}");
    }

    /// <summary>Makes <c>/dev/disk/azure/scsi1/lunN</c> links for exactly these disks.</summary>
    public void SetDisks(MachineFolder machine, IReadOnlyDictionary<int, string> disks)
    {
        var luns = Directory.CreateDirectory(machine.InRoot(Luns)).FullName;
        foreach (var link in Directory.EnumerateFileSystemEntries(luns, "lun*"))
            File.Delete(link);
        foreach (var (lun, storage) in disks)
            File.CreateSymbolicLink(Path.Combine(luns, $"lun{lun}"), PathOf(storage));
    }
}

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>Disks as sparse files, shown as loop devices where a machine has them.</summary>
internal sealed class NspawnStorage(string folder)
{
    /// <summary>
    /// Copies while nobody writes: a copy is what a crash at one moment would leave. In a shell of its own, so that a
    /// file system never stays frozen whatever becomes of this process.
    /// </summary>
    private const string CopyScript =
        """
        from=$1 to=$2 mount=${3:-} code=0
        trap '' TERM INT HUP
        [ -z "$mount" ] || fsfreeze --freeze "$mount" || mount=
        cp --sparse=always --reflink=auto -- "$from" "$to" || code=$?
        [ -z "$mount" ] || fsfreeze --unfreeze "$mount"
        exit $code
        """;

    public string PathOf(string storage) => Path.Combine(folder, storage);

    /// <param name="mountOf">Where the loop device with this number is mounted, or null.</param>
    public async Task CreateAsync(
        string storage, int sizeGiB, string? copyOf, Func<int, string?> mountOf, CancellationToken cancellationToken)
    {
        var path = PathOf(storage);
        if (File.Exists(path))
            return;
        var partial = $"{path}.partial";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(partial);
        if (copyOf is not null)
            await CopyAsync(PathOf(copyOf), partial, mountOf, cancellationToken);
        await using (var file = new FileStream(partial, FileMode.OpenOrCreate))
            file.SetLength(Math.Max(file.Length, sizeGiB * 1024L * 1024 * 1024));
        File.Move(partial, path);
    }

    public async Task DeleteAsync(string storage, CancellationToken cancellationToken)
    {
        await LoopDevices.DetachAsync(PathOf(storage), cancellationToken);
        if (File.Exists(PathOf(storage)))
            File.Delete(PathOf(storage));
    }

    private static async Task CopyAsync(
        string from, string to, Func<int, string?> mountOf, CancellationToken cancellationToken)
    {
        var loop = await LoopDevices.FindAsync(from, cancellationToken);
        if (loop is not null)
            await LocalCommand.RequireAsync(cancellationToken, "blockdev", "--flushbufs", $"/dev/loop{loop}");
        var mount = loop is { } number ? mountOf(number) : null;
        await LocalCommand.RequireAsync(cancellationToken, "sh", "-c", CopyScript, "copy", from, to, mount ?? "");
    }
}

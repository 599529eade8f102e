namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>The data disks that a machine sees, also while it runs.</summary>
internal sealed class NspawnDisks(NspawnStorage storage)
{
    /// <summary>Makes exactly these disks visible; <paramref name="init"/> is the guest's, null where it is
    /// off.</summary>
    public async Task SetAsync(
        NspawnFolder machine, int? init, IReadOnlyDictionary<int, string> disks, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(machine.Disks);
        var wanted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (lun, name) in disks)
            wanted[Path.Combine(machine.Disks, $"lun{lun}")] =
                await LoopDevices.AttachAsync(storage.PathOf(name), cancellationToken);

        foreach (var node in Directory.EnumerateFiles(machine.Disks))
        {
            var loop = await NumberOfAsync(node, cancellationToken);
            if (wanted.GetValueOrDefault(node, -1) == loop)
                continue;
            File.Delete(node);
            if (!wanted.ContainsValue(loop))
                await PullAsync(init, loop, cancellationToken);
        }

        foreach (var (node, loop) in wanted)
        {
            await LoopDevices.EnsureNodeAsync(node, loop, cancellationToken);
            await LoopDevices.EnsureNodeAsync($"/dev/loop{loop}", loop, cancellationToken);
            if (init is { } guest)
                await LocalCommand.RequireAsync(cancellationToken, Guest.Enter(
                    guest, "sh", "-c", $"test -e /dev/loop{loop} || mknod -m 660 /dev/loop{loop} b 7 {loop}"));
        }
    }

    /// <summary>
    /// As Azure does: it goes through whether the disk is mounted or not, and what is mounted stays and fails. A file
    /// system that cannot fail is unmounted, as two machines must never write to one disk.
    /// </summary>
    private static async Task PullAsync(int? init, int loop, CancellationToken cancellationToken)
    {
        if (init is { } guest)
        {
            foreach (var mount in Guest.MountsOf(guest, loop))
            {
                if (!FileSystems.TryShutDown(mount))
                    await LocalCommand.RunAsync(
                        Guest.Enter(guest, "umount", "--lazy", mount[$"/proc/{guest}/root".Length..]), null, null,
                        cancellationToken);
            }

            // Bound there at boot, or made there since.
            await LocalCommand.RunAsync(
                Guest.Enter(guest, "sh", "-c", $"umount /dev/loop{loop}; rm -f /dev/loop{loop}"), null, null,
                cancellationToken);
        }

        await LocalCommand.RunAsync(["losetup", "--detach", $"/dev/loop{loop}"], null, null, cancellationToken);
    }

    private static async Task<int> NumberOfAsync(string node, CancellationToken cancellationToken) => Convert.ToInt32(
        (await LocalCommand.RequireAsync(cancellationToken, "stat", "--format=%T", node)).Trim(), 16);
}

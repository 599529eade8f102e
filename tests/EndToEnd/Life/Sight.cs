using ParentClaw.FleetOps.Claws;

namespace ParentClaw.EndToEnd.Life;

/// <summary>What can be seen of a claw from outside at one moment.</summary>
/// <param name="Claw">As the store has it.</param>
/// <param name="Machines">Names of its machines in the cloud.</param>
/// <param name="Disks">Names of the data disks that the cloud holds.</param>
/// <param name="Diary">The page that the test wrote into its workspace; null where it is not there.</param>
/// <param name="LastUpdate">Number of the last update that ran on its disk.</param>
/// <param name="HasLastingPage">Whether the page is there that update 002 makes, and nothing else.</param>
/// <param name="State">The OpenClaw whose state lies on its disk.</param>
internal sealed record Sight(
    Claw Claw,
    IReadOnlyList<string> Machines,
    IReadOnlyList<string> Disks,
    string? Diary,
    string LastUpdate,
    bool HasLastingPage,
    string State)
{
    private const string DiaryPage = "workspace/diary.md";
    private const string LastingPage = "workspace/memory/lasting.md";

    internal static async Task<Sight> OfAsync(LiveParent parent, string name)
    {
        var claw = await parent.ClawAsync(name);
        var disk = $"{name}-d{claw.Disk}";
        var diary = parent.Home.OnDisk(disk, DiaryPage);
        return new Sight(
            claw,
            [.. parent.Machines.All.Select(machine => machine.VmName).Order(StringComparer.Ordinal)],
            parent.Home.Disks,
            File.Exists(diary) ? await File.ReadAllTextAsync(diary) : null,
            (await File.ReadAllTextAsync(parent.Home.OnDisk(disk, "update-version.txt"))).Trim(),
            File.Exists(parent.Home.OnDisk(disk, LastingPage)),
            await StateOfAsync(parent, disk));
    }

    /// <summary>The OpenClaw whose state lies on a disk.</summary>
    internal static async Task<string> StateOfAsync(LiveParent parent, string disk) =>
        (await File.ReadAllTextAsync(parent.Home.OnDisk(disk, "openclaw/state/schema-version"))).Trim();

    /// <summary>
    /// The claw writes its diary anew; and whether update 002 runs again is seen by the page that it makes.
    /// </summary>
    internal static async Task WriteAsync(LiveParent parent, string disk, string diary)
    {
        await File.WriteAllTextAsync(parent.Home.OnDisk(disk, DiaryPage), diary);
        File.Delete(parent.Home.OnDisk(disk, LastingPage));
    }
}

using System.Text;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

/// <summary>
/// A store large enough to be damaged behind its first pages, and the damage: bytes overwritten on the disk.
/// </summary>
internal static class StoreDamage
{
    private const int PageSize = 4096;

    // The layout itself fills the first pages; damage there shows at the first statement, damage behind only to a
    // check.
    private const int SparedPages = 90;

    /// <summary>Fills a store with some hundred kilobytes.</summary>
    public static async Task FillAsync(IFleetStore store)
    {
        for (var number = 0; number < 500; number++)
            await store.CommitAsync(
                new FleetChange { Claw = Some.FailedClaw(), Events = [Some.Event()] }, CancellationToken.None);
    }

    /// <summary>Overwrites the head of every page behind the layout, of a store that nobody has open.</summary>
    public static void Inflict(string path)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Length.ShouldBeGreaterThan((SparedPages + 20) * PageSize);
        for (long page = SparedPages * PageSize; page < file.Length; page += PageSize)
        {
            file.Position = page;
            file.Write(Encoding.ASCII.GetBytes(new string('?', 64)));
        }
    }
}

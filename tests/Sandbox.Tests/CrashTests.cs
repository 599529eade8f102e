using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests;

/// <summary>
/// A copy of the folder, taken while the sandbox runs, is what a crash at that moment would leave behind.
/// </summary>
public class CrashTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_was_answered_before_a_crash_is_done_after_it(int calls)
    {
        var clock = new ManualTime();
        await using var box = await Box.OpenAsync(o => o with { Speed = 1 }, clock);
        var made = new List<(string Id, string Version)>();
        for (var call = 0; call < calls; call++)
        {
            foreach (var (id, version) in made)
                await EndStateAsync(box, clock, id, version);
            made.Add(await CallAsync(box, call));
        }

        await using var next = await Box.OpenAsync(o => CopyOf(box, o), clock);

        foreach (var (id, version) in made)
            (await EndStateAsync(next, clock, id, version)).ShouldBe("Succeeded", id);
        if (calls == 4)
            next.Server.Machines.FindByName("alice")!.State.ShouldBe("running");
    }

    private static SandboxOptions CopyOf(Box box, SandboxOptions options)
    {
        var state = Path.Combine(box.Options.Folder, "state");
        foreach (var file in Directory.EnumerateFiles(state, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(options.Folder, "state", Path.GetRelativePath(state, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return options with { Speed = 1 };
    }

    /// <summary>One of the calls of a deploy; those before it have ended, it has only been answered.</summary>
    private static async Task<(string Id, string Version)> CallAsync(Box box, int call)
    {
        var (id, version, body) = call switch
        {
            0 => (box.AddressId("alice-ip"), Box.Network, Some.Address()),
            1 => (box.NicId("alice-nic"), Box.Network, Some.Nic(box, "alice-ip")),
            2 => (box.DiskId("alice-d1"), Box.DiskVersion, Some.Disk()),
            _ => (box.VmId("alice"), Box.Compute, Some.Machine(box, "alice-nic", "alice-d1")),
        };
        (await box.PutAsync(id, version, body)).Status.ShouldBeLessThan(300);
        return (id, version);
    }

    private static async Task<string> EndStateAsync(Box box, ManualTime clock, string id, string version)
    {
        while (true)
        {
            var state = (await box.GetAsync(id, version)).Property("provisioningState")!.GetValue<string>();
            if (state is "Succeeded" or "Failed")
                return state;
            clock.Advance(TimeSpan.FromSeconds(5));
        }
    }
}

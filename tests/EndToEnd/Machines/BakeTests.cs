using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

[Collection(BootedCollection.Name)]
public sealed class BakeTests(BootedFleet fleet)
{
    private const string Dora = "dora";
    private const string Version = "3.0.0";

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device, // links, and what overlays mark as gone
    };

    [MachineFact]
    public async Task A_claw_boots_from_an_image_that_a_machine_became_and_installs_nothing_of_it_again()
    {
        var baked = await fleet.Parent.DoAsync($"/bake {Version} image=1.0.0");
        baked.Operation!.Steps.Single(step => step.Name == "CheckInstall").Note.ShouldStartWith("OpenClaw 2026.9.6, ");
        fleet.Parent.Machines.FindByName("bake-3-0-0-g1").ShouldBeNull();
        KeysInImage().ShouldBeEmpty();

        await fleet.DeployAsync(Dora, $"image={Version}");

        const string openClaw = """.install.scripts[] | select(.name == "os/30-openclaw").state""";
        (await fleet.RunAsync(Dora, $"jq -r '{openClaw}' /run/claw/boot-report.json")).ShouldBe("unchanged");
        (await fleet.Parent.ClawAsync(Dora)).Spec!.Image.ToString().ShouldBe(Version);
        (await fleet.Parent.DoAsync($"/verify {Dora}")).Text.ShouldNotContain("BAD");
        await fleet.Parent.DoAsync($"/destroy {Dora}", Dora);
    }

    /// <summary>Of all that the machine wrote, what would let somebody in or pass for it.</summary>
    private List<string> KeysInImage()
    {
        var image = Path.Combine(fleet.Parent.Home.Data, "sandbox/captured/claw", Version);
        var written = Directory.EnumerateDirectories(image).Single();
        var files = new[] { "etc", "home", "root", "var/lib", "opt/claw" }
            .Select(folder => Path.Combine(written, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", Everywhere))
            .ToList();
        files.Count.ShouldBeGreaterThan(10);
        return files.FindAll(file => Path.GetFileName(file) is "authorized_keys" or "claw.env" or "user-data.txt"
            || Path.GetFileName(file).StartsWith("ssh_host_", StringComparison.Ordinal)
            || file.Contains("/opt/claw/", StringComparison.Ordinal));
    }
}

using System.Text.Json.Nodes;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

/// <summary>A stock machine that installs everything by itself, desktop and all, from Debian and npm.</summary>
[Collection(InstallingCollection.Name)]
public sealed class DesktopTests(BootedFleet fleet)
{
    private const string Dora = "dora";

    [MachineFact]
    public async Task A_stock_machine_installs_all_of_a_desktop_at_its_first_boot()
    {
        await fleet.DeployAsync(Dora, "desktop image=Canonical:ubuntu-24_04-lts:server:latest");

        var report = JsonNode.Parse(await fleet.RunAsync(Dora, "cat /run/claw/boot-report.json"))!;
        var scripts = report["install"]!["scripts"]!.AsArray()
            .ToDictionary(script => (string)script!["name"]!, script => (string)script!["state"]!);
        foreach (var name in new[] { "os/10-system", "os/20-node", "os/30-openclaw", "os/40-claude-code",
            "os/50-browser", "desktop/20-xfce", "desktop/30-display", "desktop/40-xrdp" })
            scripts[name].ShouldBe("done", name);
        (await fleet.RunAsync(Dora, "sudo -u claw env DISPLAY=:0 xrandr | grep -F '*'")).ShouldContain("1920x1080");
        (await fleet.RunAsync(Dora, "pgrep -u claw -c xfce4-session")).ShouldBe("1");
        (await fleet.RunAsync(Dora, "ss -Hltn 'sport = :3389' | awk '{ print $4 }'")).ShouldBe("127.0.0.1:3389");
        (await fleet.RunAsync(Dora, "claude --version; chromium --version")).ShouldContain("Claude Code");

        var names = (await VerifyLook.AtAsync(fleet, Dora)).Select(check => check.Name);
        names.Except(VerifyBreaks.All.Select(one => one.Check)).Except(VerifyBreaks.Desktop.Select(one => one.Check))
            .ShouldBe(["readyz"]);
        await VerifyLook.ShouldTurnRedAsync(fleet, Dora, VerifyBreaks.Desktop);

        (await fleet.Parent.DoAsync($"/open {Dora}")).Text.ShouldContain("3389:127.0.0.1:3389");
        var shown = (await fleet.Parent.DoAsync($"/open {Dora} password", "yes")).Text;
        shown.ShouldContain(await fleet.RunAsync(Dora, "cat /mnt/claw-data/machine/desktop-password"));
        (await fleet.Parent.SayAsync($"/open {Dora} password", "yes")).Text.ShouldContain("new-password");
    }
}

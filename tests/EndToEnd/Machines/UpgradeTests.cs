using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

/// <summary>A claw's way through images, app layers and versions of OpenClaw, with all that it owns.</summary>
[Collection(InstallingCollection.Name)]
public sealed class UpgradeTests(BootedFleet fleet)
{
    private const string Bob = "bob";
    private const string Older = "2026.9.5";
    private const string Newer = "2026.9.6";

    private const string Owned = "workspace/diary.md workspace/memory/lasting.md .config/gh/hosts.yml "
        + ".config/google-chrome/Login .claude/credentials";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [MachineFact]
    public async Task What_a_claw_owns_survives_new_images_app_layers_and_versions()
    {
        await fleet.DeployAsync(Bob);
        var friend = fleet.Telegram.Person(7101, "Fay", "fay").ChatWith(fleet.Bot(Bob));
        await friend.SaysAsync("hello");
        await friend.ShowsAsync("Pairing code", Patience);
        await fleet.Parent.DoAsync($"/approve {Bob} fay");
        await fleet.RunAsync(Bob, $"""
            for path in {Owned}; do
              install -D -o claw -g claw -m 600 <(echo "of bob: $path") "/home/claw/$path"
            done
            """);
        var owned = await OwnedAsync();
        owned.ShouldContain("of bob: .claude/credentials");

        await fleet.Parent.DoAsync($"/upgrade {Bob} image=1.1.0");
        (await fleet.RunAsync(Bob, "cat /etc/claw-image")).ShouldContain("1.1.0");
        (await VersionAsync()).ShouldBe(Older);
        (await OwnedAsync()).ShouldBe(owned);

        var layer = AppLayerOfToday();
        await fleet.Parent.DoAsync($"/upgrade {Bob} app={layer}");
        (await fleet.RunAsync(Bob, "cat /opt/claw/VERSION")).ShouldBe(layer);
        (await OwnedAsync()).ShouldBe(owned);

        var broken = await fleet.Parent.SayAsync($"/upgrade {Bob} image=1.2.0-bad");
        broken.Operation!.Status.ShouldBe(OperationStatus.RolledBack);
        (await fleet.Parent.ClawAsync(Bob)).State.ShouldBe(ClawState.Running);
        (await fleet.RunAsync(Bob, "cat /etc/claw-image")).ShouldContain("1.1.0");
        (await OwnedAsync()).ShouldBe(owned);

        await fleet.Parent.DoAsync($"/update {Bob} {Newer}");
        (await VersionAsync()).ShouldBe(Newer);
        (await OwnedAsync()).ShouldBe(owned);

        await fleet.Parent.DoAsync($"/upgrade {Bob} image=1.0.0");
        (await VersionAsync()).ShouldBe(Newer);
        (await fleet.RunAsync(Bob, "curl -s http://127.0.0.1:18789/readyz")).ShouldContain("\"ready\":true");
        (await OwnedAsync()).ShouldBe(owned);

        await fleet.Parent.DoAsync($"/restart {Bob} machine");
        (await OwnedAsync()).ShouldBe(owned);

        await fleet.Parent.DoAsync($"/park {Bob}");
        await fleet.Parent.DoAsync($"/wake {Bob}");
        (await OwnedAsync()).ShouldBe(owned);
        await friend.SaysAsync("are you still there?");
        await friend.ShowsAsync(
            messages => messages[^1].Text.StartsWith(EchoModel.Prefix, StringComparison.Ordinal), Patience);
        fleet.Model.Told.ShouldContain(told => told.Contains("are you still there?", StringComparison.Ordinal));
    }

    /// <summary>The layer of this parent under another version, as a later parent would bring it.</summary>
    private string AppLayerOfToday()
    {
        const string version = "1.99.0";
        var layers = fleet.Parent.Get<AppLayers>();
        foreach (var file in layers.Find(layers.Current).Files)
        {
            var path = Path.Combine(fleet.Parent.Home.Data, "app-layers", version, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Path switch
            {
                "VERSION" => $"{version}\n",
                "install/lib/versions.sh" => file.Content.Replace(Newer, Older, StringComparison.Ordinal),
                _ => file.Content,
            });
        }

        return version;
    }

    private Task<string> VersionAsync() =>
        fleet.RunAsync(Bob, "openclaw --version | sed -E 's/^OpenClaw ([0-9.]+).*/\\1/'");

    /// <summary>Workspace, logins, marker of updates, and who is let in.</summary>
    private Task<string> OwnedAsync() => fleet.RunAsync(Bob, $"""
        cd /home/claw
        cat {Owned}
        cat /mnt/claw-data/update-version.txt
        python3 - <<'END'
        import sqlite3
        store = sqlite3.connect('file:/mnt/claw-data/openclaw/state/openclaw.sqlite?mode=ro', uri=True)
        print(sorted(store.execute('select channel_key, account_id, entry from channel_pairing_allow_entries')))
        END
        """);
}

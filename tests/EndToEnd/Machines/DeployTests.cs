using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

[Collection(BootedCollection.Name)]
public sealed class DeployTests(BootedFleet fleet)
{
    private const string Alice = "alice";

    [MachineFact]
    public async Task A_claw_comes_up_on_a_machine_that_boots()
    {
        await fleet.DeployAsync(Alice);

        var init = JsonNode.Parse(await fleet.RunAsync(Alice, "cat /run/cloud-init/result.json"))!;
        init["v1"]!["errors"]!.AsArray().ShouldBeEmpty();
        (await fleet.RunAsync(Alice, "curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:18789/readyz"))
            .ShouldBe("200");
        (await fleet.Parent.DoAsync($"/verify {Alice}")).Text.ShouldNotContain("BAD");
        (await fleet.Parent.ClawAsync(Alice)).NewestOpenClaw!.Value.ShouldStartWith("2026.9.");
    }

    [MachineFact]
    public async Task Booting_once_more_changes_nothing()
    {
        const string look = """
            find /mnt/claw-data /etc /opt /home /usr/local -xdev \
              \( -path '*/openclaw/state' -o -path '*/openclaw/logs' -o -path '*/openclaw/agents' \
                -o -name '*.sqlite*' \) -prune -o -type f -printf '%p %m %u %g %s %T@\n' | sort
            findmnt -rn -o TARGET,SOURCE,OPTIONS
            """;
        await fleet.DeployAsync(Alice);
        await fleet.RunAsync(Alice, "/opt/claw/lifecycle/boot.sh");
        var before = await fleet.RunAsync(Alice, look);
        var pid = await fleet.RunAsync(Alice, "systemctl show -p MainPID --value openclaw-gateway.service");

        var report = JsonNode.Parse(await fleet.RunAsync(Alice, "/opt/claw/lifecycle/boot.sh"))!;

        report["steps"]!.AsArray().Where(step => (bool)step!["changed"]!).Select(step => (string?)step!["name"])
            .ShouldBeEmpty();
        (await fleet.RunAsync(Alice, look)).ShouldBe(before);
        (await fleet.RunAsync(Alice, "systemctl show -p MainPID --value openclaw-gateway.service")).ShouldBe(pid);
    }

    [MachineFact]
    public async Task A_machine_with_another_host_key_is_refused_until_it_has_its_own_again()
    {
        await fleet.DeployAsync(Alice);
        await fleet.RunAsync(Alice, """
            cp -a /etc/ssh/ssh_host_ed25519_key /root/own && cp -a /etc/ssh/ssh_host_ed25519_key.pub /root/own.pub
            rm /etc/ssh/ssh_host_ed25519_key* && ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
            systemctl restart ssh
            """);
        await fleet.HangUpAsync(Alice);

        var told = await fleet.Parent.SayAsync($"/verify {Alice}");

        told.Reply.Status.ShouldNotBe(ReplyStatus.Ok);
        told.Text.ShouldContain("host key");

        await fleet.InsideAsync(Alice, "mv /root/own /etc/ssh/ssh_host_ed25519_key; "
            + "mv /root/own.pub /etc/ssh/ssh_host_ed25519_key.pub; systemctl restart ssh");
        await fleet.HangUpAsync(Alice);
        await fleet.Parent.DoAsync($"/verify {Alice}");
    }
}

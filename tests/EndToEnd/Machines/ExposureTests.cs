using System.Net;
using System.Net.Sockets;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

[Collection(BootedCollection.Name)]
public sealed class ExposureTests(BootedFleet fleet)
{
    private const string Alice = "alice";
    private const int Ports = 65_535;

    [MachineFact]
    public async Task From_outside_only_ssh_answers()
    {
        await fleet.DeployAsync(Alice);
        var address = (await fleet.Parent.ClawAsync(Alice)).Address!;
        var open = new List<int>();

        await Parallel.ForEachAsync(
            Enumerable.Range(1, Ports),
            new ParallelOptions { MaxDegreeOfParallelism = 200 },
            async (port, stop) =>
            {
                if (!await AnswersAsync(address, port, stop))
                    return;
                lock (open)
                    open.Add(port);
            });

        open.ShouldBe([22]);
    }

    [MachineFact]
    public async Task After_a_deploy_no_secret_is_outside_the_data_disk()
    {
        await fleet.DeployAsync(Alice);
        var claw = await fleet.Parent.ClawAsync(Alice);
        var secrets = await fleet.Parent.Get<ISecretStore>().ListAsync(claw.Name, CancellationToken.None);
        var gatewayToken = await fleet.RunAsync(
            Alice, "jq -r .OPENCLAW_GATEWAY_TOKEN /mnt/claw-data/openclaw/secrets.json");
        gatewayToken.Length.ShouldBeGreaterThan(20);
        var words = secrets.Where(secret => secret.Key.ReachesMachine).Select(secret => secret.Value.Reveal())
            .Append(gatewayToken).Distinct().ToList();
        words.Count.ShouldBeGreaterThanOrEqualTo(2);

        (await FindAsync(words)).ShouldBe("");
        (await FindAsync(["what this search finds where it looks at all"], lure: true)).ShouldBe("/root/lure");
    }

    [MachineFact]
    public async Task The_private_host_key_is_where_sshd_reads_it_and_nowhere_else()
    {
        await fleet.DeployAsync(Alice);
        var key = (await fleet.RunAsync(Alice, "sed -n 2p /etc/ssh/ssh_host_ed25519_key")).Trim();
        key.Length.ShouldBeGreaterThan(40);

        (await FindAsync([key], except: "/etc/ssh/ssh_host_ed25519_key")).ShouldBe("");
    }

    /// <summary>
    /// Files of the machine's root and of /run, arguments and environments of processes, and the journal, that hold one
    /// of the words. The words travel through stdin, so that no process of the search shows them.
    /// </summary>
    private async Task<string> FindAsync(IReadOnlyList<string> words, string? except = null, bool lure = false)
    {
        var script = $$"""
            umask 077; words=/mnt/claw-data/.searched-for
            cat > "$words" <<'END'
            {{string.Join('\n', words)}}
            END
            trap 'rm -f "$words" /root/lure' EXIT
            {{(lure ? "cp \"$words\" /root/lure" : "")}}
            {
              find / /run /var/tmp /tmp -xdev -type f -size -64M -print0 | sort -zu \
                | xargs -0 grep -lFf "$words" -- 2>/dev/null
              for process in /proc/[0-9]*; do
                [[ $process != /proc/$$ ]] || continue
                for part in cmdline environ; do
                  ! tr '\0' '\n' < "$process/$part" 2>/dev/null | grep -qFf "$words" \
                    || echo "$process/$part $(tr '\0' ' ' < "$process/cmdline" | cut -c 1-80)"
                done
              done
              ! journalctl --no-pager -a 2>/dev/null | grep -qFf "$words" || echo journal
            } | grep -vxF '{{except ?? "-"}}' || true
            """;
        return await fleet.RunAsync(Alice, script);
    }

    private static async Task<bool> AnswersAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

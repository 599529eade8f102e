using System.Collections.Concurrent;
using System.Text;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Remote;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>
/// The shell of machines that have nothing behind them (<c>Sandbox:Machines=None</c>): each that is up answers as a
/// healthy claw would. For measuring the orchestration alone.
/// </summary>
internal sealed class PaperShell(SandboxMachines machines) : IRemoteShell
{
    private const string FirstOpenClaw = "2026.9.6";

    private const string Probe =
        """{"boot":{"phase":"done","drained":false},"gateway":{"healthz":true,"startupz":"started","readyz":true,"""
        + """
        "failing":[],
        "version":"@OPENCLAW@","secrets":true,"unit":{"active":"active"}},"disk":{"attached":true,"mounted":true}}
        """;

    private const string Booted =
        """
        {"ok":true,"openclaw":"@OPENCLAW@","install":{"ok":true,"scripts":[{"name":"os/20-node","state":"done"}]}}
        """;

    private const string Updated = """{"ok":true,"status":"ok","after":"@OPENCLAW@","gateway":"live"}""";

    private const string NotUpdated =
        """{"ok":false,"status":"skipped","reason":"it cannot be had","after":"@OPENCLAW@","gateway":"live"}""";

    private static readonly string[] OpenClaws = ["2026.9.5", FirstOpenClaw, "2026.9.7"];

    private const string Verify = """{"ok":true,"checks":[{"group":"paper","name":"stands","ok":true}]}""";

    // What was updated on which machine.
    private readonly ConcurrentDictionary<(string Claw, int Generation), string> _openClaws = new();

    /// <inheritdoc/>
    public Task<RemoteResult> RunAsync(RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
    {
        Enter(target);
        var machine = (target.Claw.Value, target.Generation);
        if (command.Words is [.., "/opt/claw/lifecycle/update-openclaw.sh", var wanted] && OpenClaws.Contains(wanted))
            _openClaws[machine] = wanted;
        var answer = command.Words switch
        {
            [.., "/opt/claw/lifecycle/probe.sh", "--json"] => Probe,
            [.., "/opt/claw/lifecycle/update-openclaw.sh", var version] =>
                version == "--settle" || OpenClaws.Contains(version) ? Updated : NotUpdated,
            [.., "/opt/claw/lifecycle/verify.sh", "--json"] => Verify,
            [.., "/opt/claw/lifecycle/boot.sh"] => Booted,
            _ => "",
        };
        answer = answer.Replace(
            "@OPENCLAW@", _openClaws.GetValueOrDefault(machine, FirstOpenClaw), StringComparison.Ordinal);
        return Task.FromResult(new RemoteResult(0, Encoding.UTF8.GetBytes(answer), "", IsTruncated: false));
    }

    /// <inheritdoc/>
    public Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken)
    {
        Enter(target);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken) =>
        throw new FleetException(
            FailureReason.Unreachable, $"Nothing listens on {target.Claw}: its machine is on paper only.");

    /// <inheritdoc/>
    public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) => Task.CompletedTask;

    private void Enter(RemoteTarget target)
    {
        if (machines.FindByAddress(target.Address.ToString()) is not { SshReachable: true })
            throw new FleetException(FailureReason.Unreachable, $"{target.Claw} at {target.Address} does not answer.");
    }
}

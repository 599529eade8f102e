using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Health;

/// <summary>Checks a claw thoroughly by one run of <c>verify.sh</c>; what a probe is too quick for.</summary>
public sealed class ClawVerification(IRemoteShell shell, ClawTargets targets)
{
    /// <summary>
    /// The one command. It only reads, but as root: some of it is the gateway's alone. Slowest is a call of the CLI in it.
    /// </summary>
    public static RemoteCommand Command { get; } = new("sudo", "-n", "/opt/claw/lifecycle/verify.sh", "--json")
    {
        Deadline = TimeSpan.FromSeconds(60), // bounded inside: 29 checks, of which each waits 10 s at most
    };

    /// <summary>Checks.</summary>
    /// <exception cref="FleetException">The reasons of <see cref="IRemoteShell"/>, and
    /// <see cref="FailureReason.CommandFailed"/>: verify.sh could not look, or printed no report.</exception>
    public async Task<VerifyReport> RunAsync(Claw claw, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(targets.Require(claw), Command, cancellationToken);
        if (VerifyReport.TryRead(result.Text, out var report, out var refusal))
            return report;

        var error = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "no error text";
        throw new FleetException(
            FailureReason.CommandFailed, $"{claw.Name}: {refusal} (exit code {result.ExitCode}: {error}).");
    }
}

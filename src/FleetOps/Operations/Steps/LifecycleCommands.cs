using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// The commands of <c>/opt/claw/lifecycle</c> that operations run; pure. What they read and write stands in their
/// headers.
/// </summary>
internal static class LifecycleCommands
{
    private const string Folder = "/opt/claw/lifecycle/";
    private const int LongestNote = 300;

    /// <summary>Does nothing: it answers where the machine can be entered.</summary>
    internal static RemoteCommand Knock { get; } = new("true") { Deadline = TimeSpan.FromSeconds(15) };

    /// <summary>Has everything in memory written to the disks.</summary>
    internal static RemoteCommand Flush { get; } = new("sudo", "-n", "sync") { Deadline = TimeSpan.FromMinutes(2) };

    /// <summary>Stops the gateway (up to 325 s while it works) and unmounts.</summary>
    internal static RemoteCommand Drain { get; } = AsRoot("drain.sh") with { Deadline = TimeSpan.FromMinutes(6) };

    /// <summary>Brings the machine to what it should be; a state migration may be in it.</summary>
    internal static RemoteCommand Boot { get; } = AsRoot("boot.sh") with { Deadline = TimeSpan.FromMinutes(10) };

    /// <summary>Whether there is still something to take away; 127 where this script itself is gone.</summary>
    internal static RemoteCommand IsProvisioned { get; } = new($"{Folder}deprovision.sh", "--pending");

    /// <summary>Takes all that is one machine's own off it, the script itself and the way in at last.</summary>
    internal static RemoteCommand Deprovision { get; } =
        AsRoot("deprovision.sh") with { Deadline = TimeSpan.FromMinutes(5) };

    /// <summary>
    /// Clears the gateway unit's start limit, without which systemd may refuse to start it. Ends with 1 where systemd
    /// has
    /// unloaded the unit, as it does with one that was stopped: then there is nothing to clear.
    /// </summary>
    internal static RemoteCommand ResetGateway { get; } =
        new("sudo", "-n", "systemctl", "reset-failed", "openclaw-gateway.service");

    /// <summary>Restarts the gateway, or starts it.</summary>
    internal static RemoteCommand RestartGateway { get; } =
        new("sudo", "-n", "systemctl", "restart", "openclaw-gateway.service") { Deadline = TimeSpan.FromMinutes(7) };

    /// <summary>Waits until no update is under way; at once where none is.</summary>
    internal static RemoteCommand SettleOpenClaw { get; } = OfUpdate("--settle");

    /// <summary>Installs an OpenClaw and has the gateway run it, or waits for whoever does so already.</summary>
    internal static RemoteCommand UpdateOpenClaw(OpenClawVersion version) => OfUpdate(version.Value);

    /// <summary>Shows the desktop's password once in its life, or makes another: <c>show</c>, <c>renew</c>.</summary>
    internal static RemoteCommand DesktopPassword(string word) =>
        new("sudo", "-n", $"{Folder}desktop-password.sh", word) { Deadline = TimeSpan.FromSeconds(30) };

    /// <summary>Hands the claw's secrets over through stdin, a <c>NAME=value</c> line each.</summary>
    internal static RemoteCommand ReceiveSecrets(IEnumerable<KeyValuePair<SecretName, Secret>> secrets)
    {
        var lines = new StringBuilder();
        foreach (var (name, value) in secrets.Where(secret => secret.Key.ReachesMachine).OrderBy(secret => secret.Key))
            lines.Append(name.Variable).Append('=').Append(value.Reveal()).Append('\n');
        return AsRoot("receive-secrets.sh") with
        {
            Input = Encoding.UTF8.GetBytes(lines.ToString()),
            Deadline = TimeSpan.FromMinutes(7),
        };
    }

    /// <summary>The failure of a script: its last line of stderr says what is wrong.</summary>
    internal static FleetException Failed(Claw claw, string script, RemoteResult result)
    {
        var line = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault() ?? "it said nothing";
        return new FleetException(
            FailureReason.CommandFailed,
            $"{script} on {claw.Name} ended with {result.ExitCode}: "
            + $"{(line.Length > LongestNote ? line[..LongestNote] : line)}");
    }

    private static RemoteCommand OfUpdate(string word) => new("sudo", "-n", $"{Folder}update-openclaw.sh", word)
    {
        Deadline = TimeSpan.FromMinutes(15), // the script waits 14 min for another; who asks again finds a longer work
    };

    private static RemoteCommand AsRoot(string script) => new("sudo", "-n", Folder + script);
}

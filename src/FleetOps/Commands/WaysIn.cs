using System.Security.Cryptography;
using System.Text.Json;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// The lines that lead a person into a claw. All go through SSH, for nothing else listens outside the machine's
/// loopback; or through the tailnet, where it joined one.
/// </summary>
public sealed class WaysIn(IRemoteShell shell, ClawTargets targets)
{
    private const int ChatPort = 18789;
    private const int RdpPort = 3389;
    private const int SunshinePort = 47990;

    private static readonly RemoteCommand AskTailnet = new("tailscale", "status", "--json", "--peers=false")
    {
        Deadline = TimeSpan.FromSeconds(10), // asks the daemon beside it
    };

    /// <summary>The ways into a claw that serves.</summary>
    /// <exception cref="FleetException">The reasons of <see cref="IRemoteShell"/>.</exception>
    public async Task<IReadOnlyList<ReplyBlock>> DescribeAsync(Claw claw, CancellationToken cancellationToken)
    {
        var target = targets.Require(claw);
        var tailnet = TailnetName(await shell.RunAsync(target, AskTailnet, cancellationToken));
        return
        [
            .. Shell(target),
            .. Chat(target, tailnet),
            .. claw.Profile == Profile.Desktop ? Desktop(target, tailnet) : [],
        ];
    }

    private static IEnumerable<ReplyBlock> Shell(RemoteTarget target) =>
    [
        new HeadingBlock("A shell"),
        new OutputBlock($"echo '{target.Claw} {target.HostKey}' >>~/.ssh/known_hosts\n{Ssh(target)}"),
        new TextBlock(
            $"The first line makes its host key known ({Fingerprint(target.HostKey)}). The public half of your own key "
            + $"stands in /mnt/claw-data/machine/ssh/authorized_keys of {target.Claw}; -i names another key of yours."),
    ];

    private static IEnumerable<ReplyBlock> Chat(RemoteTarget target, string? tailnet)
    {
        const string token = "sudo jq -r .OPENCLAW_GATEWAY_TOKEN /mnt/claw-data/openclaw/secrets.json";
        yield return new HeadingBlock("The chat page");
        if (tailnet is not null)
            yield return new TextBlock($"In your tailnet: https://{tailnet}/");
        yield return new OutputBlock(Tunnel(target, ChatPort));
        yield return new TextBlock(
            $"Then http://127.0.0.1:{ChatPort}/ while that runs. The token it asks for, in the shell:");
        yield return new OutputBlock(token);
    }

    private static IEnumerable<ReplyBlock> Desktop(RemoteTarget target, string? tailnet)
    {
        yield return new HeadingBlock("The desktop");
        yield return new OutputBlock(Tunnel(target, RdpPort));
        yield return new TextBlock(
            $"Then a remote desktop program to 127.0.0.1:{RdpPort}, as {target.User}. Its password: "
            + $"/open {target.Claw} password, once and in our private chat.");
        yield return new TextBlock(tailnet is null
            ? "Moonlight needs the tailnet, which it has not joined: /secret set "
                + $"{target.Claw} tailscale_authkey, then /restart {target.Claw} machine."
            : $"Moonlight: add the computer {tailnet}. Its pairing page is https://127.0.0.1:{SunshinePort}/ through:");
        if (tailnet is not null)
            yield return new OutputBlock(Tunnel(target, SunshinePort));
    }

    // The host key follows the claw's name, not its address, as the parent itself has it.
    private static string Ssh(RemoteTarget target) =>
        $"ssh -o HostKeyAlias={target.Claw} {target.User}@{target.Address}";

    private static string Tunnel(RemoteTarget target, int port) =>
        $"ssh -N -L {port}:127.0.0.1:{port} -o HostKeyAlias={target.Claw} {target.User}@{target.Address}";

    /// <summary>As <c>ssh-keygen -l</c> says it.</summary>
    private static string Fingerprint(string hostKey) => hostKey.Split(' ') is [_, var blob, ..]
        ? "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(blob))).TrimEnd('=')
        : throw new FormatException("A host key is a kind and a blob.");

    // Where there is no tailscale, or it has not joined, it says something else or nothing.
    private static string? TailnetName(RemoteResult result)
    {
        if (!result.IsSuccess || result.Output.IsEmpty)
            return null;

        try
        {
            using var status = JsonDocument.Parse(result.Output);
            return status.RootElement.TryGetProperty("BackendState", out var state) && state.ValueEquals("Running")
                && status.RootElement.TryGetProperty("Self", out var self)
                && self.TryGetProperty("DNSName", out var name)
                && name.GetString()?.TrimEnd('.') is { Length: > 0 } found
                ? found
                : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.TestKit;

/// <summary>The keys of a machine that a test makes, and the system's SSH client with them.</summary>
public sealed class MachineKeys
{
    private readonly KeyPair _host;
    private readonly KeyPair _access;

    private MachineKeys(KeyPair host, KeyPair access) => (_host, _access) = (host, access);

    /// <summary>The machine's host key, to be handed over in its user data.</summary>
    public string HostPrivate => _host.Private.Reveal();

    /// <inheritdoc cref="HostPrivate"/>
    public string HostPublic => _host.Public;

    /// <summary>The line that lets the test in.</summary>
    public string AccessPublic => _access.Public;

    /// <summary>Makes new ones.</summary>
    public static async Task<MachineKeys> MakeAsync()
    {
        var pairs = new KeyPairs(new ProcessRunner(TimeProvider.System));
        return new MachineKeys(
            await pairs.MakeAsync(CancellationToken.None), await pairs.MakeAsync(CancellationToken.None));
    }

    /// <summary>Runs a command on a machine; any host key but the known one is refused.</summary>
    /// <returns>Its exit code, 255 where there was no way in, and all that was printed.</returns>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The client that the parent uses, without the parent.")]
    public async Task<(int Exit, string Output)> SshAsync(string user, string address, string command)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["known"], $"machine {HostPublic}\n");
        await File.WriteAllTextAsync(folder["key"], _access.Private.Reveal());
        File.SetUnixFileMode(folder["key"], UnixFileMode.UserRead);
        string[] options =
        [
            "-F", "none", "-i", folder["key"], "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes",
            "-o", $"UserKnownHostsFile={folder["known"]}", "-o", "HostKeyAlias=machine", "-o", "ConnectTimeout=5",
        ];
        using var process = Process.Start(new ProcessStartInfo("ssh", [.. options, $"{user}@{address}", command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

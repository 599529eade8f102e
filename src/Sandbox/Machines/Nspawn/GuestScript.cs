namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>A script that the guest's agent runs as root, whether SSH is alive or not.</summary>
internal static class GuestScript
{
    private const string Folder = "/var/lib/waagent/run-command";

    /// <summary>What Azure gives a script; a stuck one must not hold the machine for ever.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(90);

    public static async Task<CommandOutput> RunAsync(
        NspawnFolder folder, int init, string script, IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken)
    {
        var file = $"{Folder}/{Guid.NewGuid():N}.sh";
        folder.WriteInRoot(file, System.Text.Encoding.UTF8.GetBytes(script), UnixFileMode.UserRead);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        var output = await LocalCommand.RunAsync(
            Guest.Enter(
                init,
                [
                    "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                    "LANG=C.UTF-8", .. parameters.Select(p => $"{p.Key}={p.Value}"),
                    "/bin/bash", file, .. parameters.Values,
                ]),
            null, null, limit.Token);
        File.Delete(folder.InRoot(file));
        return output;
    }
}

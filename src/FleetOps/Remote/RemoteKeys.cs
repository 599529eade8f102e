using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Remote;

/// <summary>Puts what a connection must prove, and have proved to it, where the SSH client can read it.</summary>
internal sealed class RemoteKeys(ISecretStore secrets, PrivateFolder folder)
{
    /// <summary>Writes the claw's access key and the one known host key, both mode 600.</summary>
    /// <param name="target">The machine to enter.</param>
    /// <param name="name">Start of the files' names.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.AccessDenied"/>: we have no key for the claw.
    /// </exception>
    public async Task<SshFiles> WriteAsync(RemoteTarget target, string name, CancellationToken cancellationToken)
    {
        var key = await secrets.FindAsync(target.Claw, SecretName.AccessKey, cancellationToken)
            ?? throw new FleetException(
                FailureReason.AccessDenied,
                $"There is no SSH key for {target.Claw} here: restore the data folder that deployed it.");

        return new SshFiles(
            folder.Socket($"{name}.sock"),
            await folder.WriteAsync($"{name}.key", key.Reveal().TrimEnd() + "\n", cancellationToken),
            await folder.WriteAsync($"{name}.hosts", $"{target.Claw} {target.HostKey}\n", cancellationToken));
    }

    /// <summary>Takes both away again; the open connection needs neither.</summary>
    public void Delete(string name)
    {
        File.Delete(folder.File($"{name}.key"));
        File.Delete(folder.File($"{name}.hosts"));
    }
}

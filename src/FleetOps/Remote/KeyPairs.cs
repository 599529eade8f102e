using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Remote;

/// <summary>Makes key pairs, for entering a machine and for the machine to prove itself.</summary>
internal sealed class KeyPairs(ProcessRunner runner)
{
    /// <summary>A new pair, made by <c>ssh-keygen</c> in a private folder that is gone afterwards.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.Unexpected"/>: there is no working <c>ssh-keygen</c>.
    /// </exception>
    public async Task<KeyPair> MakeAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pclaw-key-");
        try
        {
            var file = Path.Combine(folder.FullName, "key");
            var order = new ProcessOrder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file);
            var end = await runner.RunAsync(order, cancellationToken);
            if (end.ExitCode != 0)
                throw new FleetException(
                    FailureReason.Unexpected,
                    $"No key could be made; is openssh-client installed? {end.ErrorText.Trim()}");

            return new KeyPair(
                (await File.ReadAllTextAsync($"{file}.pub", cancellationToken)).Trim(),
                new Secret(await File.ReadAllTextAsync(file, cancellationToken)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

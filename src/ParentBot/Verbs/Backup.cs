using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Storage.Backups;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Writes the fleet into one encrypted file, also while a parent runs.</summary>
internal sealed class Backup : IVerb
{
    /// <inheritdoc/>
    public string Name => "backup";

    /// <inheritdoc/>
    public string Summary =>
        "FILE  Write store, keys and app layers into one encrypted file; a parent may run meanwhile.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var order = BackupOrder.Parse(Name, arguments);
        var folder = DataFolder.OpenDefault();
        var passphrase = await PassphraseInput.ReadAsync(order.PassphraseFile, isNew: true, cancellationToken);
        await FleetBackup.WriteAsync(folder, order.File, passphrase, cancellationToken);
        await output.WriteLineAsync(
            $"The fleet of {folder} is in {order.File}. Keep it elsewhere, and the passphrase apart from it: "
            + "without that nobody opens it.");
        return 0;
    }
}

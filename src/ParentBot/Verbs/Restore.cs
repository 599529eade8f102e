using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Storage.Backups;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Puts a backup in the place of the store, where no parent runs.</summary>
internal sealed class Restore(TimeProvider time) : IVerb
{
    /// <inheritdoc/>
    public string Name => "restore";

    /// <inheritdoc/>
    public string Summary =>
        "FILE  Put a backup in the store's place, once all of it is proved; what stood there is kept.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var order = BackupOrder.Parse(Name, arguments);
        using var held = ParentLock.Take(DataFolder.OpenDefault(), Name, time);
        var passphrase = await PassphraseInput.ReadAsync(order.PassphraseFile, isNew: false, cancellationToken);
        var restored = await BackupRestoration.RestoreAsync(held, order.File, passphrase, time, cancellationToken);
        await output.WriteLineAsync(
            $"The backup of {restored.TakenAt:yyyy-MM-dd HH:mm} UTC is the store of {held.Folder} now."
            + (restored.Aside is { } aside ? $" What stood there is in {aside}." : "")
            + " What happened since is not in it: compare /fleet with what the cloud has.");
        return 0;
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>
/// Secrets in the fleet's store, encrypted by ASP.NET Data Protection with the key ring of the data folder. A
/// ciphertext is bound to its claw and name: put into another row, it does not open.
/// </summary>
internal sealed class DataProtectionSecretStore(SqliteFile file, IDataProtectionProvider protection, DataFolder folder)
    : ISecretStore
{
    private readonly SecretDigests _digests = new(protection);

    /// <inheritdoc/>
    public async Task SetAsync(ClawName claw, SecretName name, Secret value, CancellationToken cancellationToken)
    {
        var ciphertext = Protector(claw, name).Protect(value.Reveal());
        await file.WriteAsync(
            connection =>
            {
                var (key, digest) = _digests.Compute(connection, name, value);
                SecretRows.Save(connection, new SecretRow(claw.Value, name.Value, ciphertext, key, digest));
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Secret?> FindAsync(ClawName claw, SecretName name, CancellationToken cancellationToken)
    {
        var row = await file.ReadAsync(connection => SecretRows.Find(connection, claw, name), cancellationToken);
        return row is null ? null : Open(row);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<SecretName, Secret>> ListAsync(
        ClawName claw, CancellationToken cancellationToken)
    {
        var rows = await file.ReadAsync(connection => SecretRows.List(connection, claw), cancellationToken);
        return rows.ToDictionary(row => NameOf(row), Open);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClawName>> FindHoldersAsync(
        SecretName name, Secret value, CancellationToken cancellationToken)
    {
        var (current, rows) = await file.WriteAsync(
            connection =>
            {
                var (key, digest) = _digests.Compute(connection, name, value);
                return (key, SecretRows.ListAlike(connection, name, key, digest));
            },
            cancellationToken);
        var holders = rows.Where(row => row.DigestKey == current || Open(row).Equals(value));
        return [.. holders.Select(row => ClawName.Parse(row.Claw))];
    }

    /// <inheritdoc/>
    public Task<bool> ForgetAsync(ClawName claw, SecretName name, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => SecretRows.Forget(connection, claw, name), cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAllAsync(ClawName claw, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => SecretRows.ForgetAll(connection, claw), cancellationToken);

    /// <summary>What encrypts the secret of a claw and name, and nothing else.</summary>
    internal static IDataProtector ProtectorOf(IDataProtectionProvider protection, string claw, string name) =>
        protection.CreateProtector("ParentClaw.Secrets", claw, name);

    private static SecretName NameOf(SecretRow row) => SecretName.TryParse(row.Name, out var name)
        ? name
        : throw new FormatException($"'{row.Name}' is no secret's name.");

    private IDataProtector Protector(ClawName claw, SecretName name) =>
        ProtectorOf(protection, claw.Value, name.Value);

    private Secret Open(SecretRow row)
    {
        try
        {
            return new Secret(Protector(ClawName.Parse(row.Claw), NameOf(row)).Unprotect(row.Ciphertext));
        }
        catch (CryptographicException error)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The secret {row.Name} of {row.Claw} cannot be opened: its key is not in {folder.Keys}. "
                + $"Put the key ring back from the newest keys-* folder in {folder.Copies}, "
                + $"or set the secret anew: /secret set {row.Claw} {row.Name}",
                error);
        }
    }
}

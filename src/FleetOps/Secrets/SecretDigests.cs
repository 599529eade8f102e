using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>
/// Finds equal secrets without opening them: HMAC-SHA256 under a key that Data Protection keeps. Where a lost key ring
/// makes the key useless a new one follows, so that secrets can be set anew.
/// </summary>
internal sealed class SecretDigests(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ParentClaw.SecretDigests");
    private (long Number, byte[] Key)? _current;

    /// <summary>The digest of a value, and the number of its key. Call it inside a write: it may add a key.</summary>
    public (long Key, string Digest) Compute(SqliteConnection connection, SecretName name, Secret value)
    {
        // A key just made is not remembered: the transaction around it may yet be rolled back.
        var (number, key) = (_current ??= Load(connection)) ?? Make(connection);
        var digest = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{name}\n{value.Reveal()}"));
        return (number, Convert.ToHexStringLower(digest));
    }

    private (long Number, byte[] Key)? Load(SqliteConnection connection)
    {
        if (SecretRows.FindDigestKey(connection) is not { } row)
            return null;

        try
        {
            return (row.Number, _protector.Unprotect(Convert.FromBase64String(row.Ciphertext)));
        }
        catch (CryptographicException)
        {
            // The key ring that made it is gone: what was digested under it is compared by opening, which says so.
            return null;
        }
    }

    private (long Number, byte[] Key) Make(SqliteConnection connection)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        return (SecretRows.AddDigestKey(connection, Convert.ToBase64String(_protector.Protect(key))), key);
    }
}

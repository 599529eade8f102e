using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>The key ring of a data folder on its own, without a host around it.</summary>
internal static class KeyRing
{
    /// <summary>What the keys belong to: another name would be another application, and every secret lost.</summary>
    public const string Application = "parentclaw";

    /// <summary>
    /// Whether the ring of a folder fits its store: it opens one of the store's secrets, or there are none. One that
    /// does not open among others that do was lost long before, and is named when it is asked for.
    /// </summary>
    public static bool Fits(DataFolder folder, IReadOnlyList<SecretRow> secrets)
    {
        var protection = DataProtectionProvider.Create(
            new DirectoryInfo(folder.Keys),
            builder => builder.SetApplicationName(Application).DisableAutomaticKeyGeneration());
        return secrets.Count == 0 || secrets.Any(secret => Opens(protection, secret));
    }

    private static bool Opens(IDataProtectionProvider protection, SecretRow secret)
    {
        try
        {
            DataProtectionSecretStore.ProtectorOf(protection, secret.Claw, secret.Name).Unprotect(secret.Ciphertext);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

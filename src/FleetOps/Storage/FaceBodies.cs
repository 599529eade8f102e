using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Seals what a face keeps in the store, for people send secrets, and opens it again.</summary>
internal sealed class FaceBodies(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ParentClaw.Faces");

    /// <summary>The body as the store holds it.</summary>
    public string Seal(string body) => _protector.Protect(body);

    /// <summary>The body again; null where the key that sealed it is lost.</summary>
    public string? Open(string ciphertext)
    {
        try
        {
            return _protector.Unprotect(ciphertext);
        }
        catch (CryptographicException)
        {
            // Whoever asked says so in the log, with what it was: one line for all that is lost.
            return null;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>Private text for a column of the store: encrypted under the key ring, for one purpose.</summary>
/// <param name="protection">The key ring.</param>
/// <param name="purpose">What the text is; text that was sealed for another purpose does not open.</param>
internal sealed class Sealing(IDataProtectionProvider protection, string purpose)
{
    private readonly IDataProtector _protector = protection.CreateProtector($"ParentClaw.{purpose}");

    /// <summary>The text, encrypted.</summary>
    public string Seal(string text) => _protector.Protect(text);

    /// <summary>The sealed text; false where it is not ours, or its key is lost.</summary>
    public bool TryOpen(string ciphertext, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = _protector.Unprotect(ciphertext);
            return true;
        }
        catch (CryptographicException)
        {
            text = null;
            return false;
        }
    }
}

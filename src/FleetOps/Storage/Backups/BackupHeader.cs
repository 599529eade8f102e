using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>
/// The beginning of a backup: what it is, and how its key is made from a passphrase. 61 bytes, numbers big-endian:
/// <code>
/// 0   8  "PCLAWBAK"
/// 8   1  version of the format: 1
/// 9   4  rounds of PBKDF2-HMAC-SHA256 over the passphrase as UTF-8
/// 13  16 salt
/// 29  16 proof: HKDF-Expand(PBKDF2, "parentclaw backup proof"), by which a wrong passphrase is told from damage
/// 45  16 the first bytes of SHA-256 over all before, by which a damaged header is told from a wrong passphrase
/// </code>
/// The key of what follows (<see cref="SealingStream"/>) is HKDF-Expand(PBKDF2, "parentclaw backup key"), 32 bytes.
/// </summary>
internal sealed class BackupHeader
{
    /// <summary>Bytes of it.</summary>
    public const int Length = 61;

    /// <summary>OWASP's advice of 2023 for PBKDF2-HMAC-SHA256; a third of a second on a small machine.</summary>
    public const int Rounds = 600_000;

    // A forged header must neither make guessing cheap nor keep the machine busy for an hour.
    private const int MostRounds = 20_000_000;
    private const byte Version = 1;
    private const int RoundsAt = 9;
    private const int SaltAt = 13;
    private const int ProofAt = 29;
    private const int SumAt = 45;

    private readonly byte[] _bytes;

    private BackupHeader(byte[] bytes, byte[] key)
    {
        _bytes = bytes;
        Key = key;
    }

    /// <summary>The header as it stands in the file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The key of what follows.</summary>
    public byte[] Key { get; }

    private static ReadOnlySpan<byte> Magic => "PCLAWBAK"u8;

    /// <summary>A new one; no two have the same key, whatever the passphrase.</summary>
    public static BackupHeader Make(Secret passphrase)
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = Version;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(RoundsAt), Rounds);
        RandomNumberGenerator.Fill(bytes.AsSpan(SaltAt..ProofAt));
        var (key, proof) = Derive(bytes, passphrase);
        proof.CopyTo(bytes, ProofAt);
        Sum(bytes).CopyTo(bytes, SumAt);
        return new BackupHeader(bytes, key);
    }

    /// <summary>Reads the header of a file, and makes the key.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.InvalidRequest"/>: one of <see cref="BackupRefusals"/>.
    /// </exception>
    public static BackupHeader Read(Stream from, string file, Secret passphrase)
    {
        var bytes = new byte[Length];
        var read = from.ReadAtLeast(bytes, Length, throwOnEndOfStream: false);
        if (!bytes.AsSpan().StartsWith(Magic))
            throw BackupRefusals.Foreign(file);
        if (read < Length)
            throw BackupRefusals.CutOff(file);
        if (bytes[Magic.Length] > Version)
            throw BackupRefusals.Newer(file);
        if (!Sum(bytes).AsSpan().SequenceEqual(bytes.AsSpan(SumAt))
            || BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(RoundsAt)) is < Rounds or > MostRounds)
            throw BackupRefusals.Damaged(file);

        var (key, proof) = Derive(bytes, passphrase);
        return CryptographicOperations.FixedTimeEquals(proof, bytes.AsSpan(ProofAt..SumAt))
            ? new BackupHeader(bytes, key)
            : throw BackupRefusals.WrongPassphrase(file);
    }

    private static (byte[] Key, byte[] Proof) Derive(ReadOnlySpan<byte> header, Secret passphrase)
    {
        var stretched = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(passphrase.Reveal()),
            header[SaltAt..ProofAt],
            BinaryPrimitives.ReadInt32BigEndian(header[RoundsAt..]),
            HashAlgorithmName.SHA256,
            outputLength: 32);
        return (
            HKDF.Expand(HashAlgorithmName.SHA256, stretched, 32, "parentclaw backup key"u8.ToArray()),
            HKDF.Expand(HashAlgorithmName.SHA256, stretched, SumAt - ProofAt, "parentclaw backup proof"u8.ToArray()));
    }

    private static byte[] Sum(ReadOnlySpan<byte> header) => SHA256.HashData(header[..SumAt])[..(Length - SumAt)];
}

using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Storage.Backups;

namespace ParentClaw.FleetOps.Tests.Storage.Backups;

public sealed class SealedStreamTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] Header = RandomNumberGenerator.GetBytes(61);

    /// <summary>Lengths around the borders of records, and small ones.</summary>
    private static Arbitrary<int> Lengths => Gen.OneOf(
        Gen.Choose(0, 300),
        from records in Gen.Choose(0, 3)
        from more in Gen.Choose(-2, 2)
        select Math.Max(0, (records * SealedRecord.MostText) + more)).ToArbitrary();

    [Fact]
    public void What_was_sealed_comes_back_however_it_was_cut_up_in_writing() =>
        Prop.ForAll(Lengths, Gen.Choose(1, 100_000).ToArbitrary(), (length, piece) =>
        {
            var text = RandomNumberGenerator.GetBytes(length);
            return Unseal(Seal(text, piece)).AsSpan().SequenceEqual(text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_flipped_bit_anywhere_is_seen() =>
        Prop.ForAll(Lengths, Gen.Choose(0, int.MaxValue).ToArbitrary(), (length, where) =>
        {
            var bytes = Seal(RandomNumberGenerator.GetBytes(length));
            bytes[where % bytes.Length] ^= (byte)(1 << (where % 8));
            return IsRefused(bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_lost_end_of_any_length_is_seen() =>
        Prop.ForAll(Lengths, Gen.Choose(0, int.MaxValue).ToArbitrary(), (length, where) =>
        {
            var bytes = Seal(RandomNumberGenerator.GetBytes(length));
            return Refusal(bytes[..(where % bytes.Length)]) == BackupRefusals.CutOff("it").Message;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Something_behind_the_end_is_seen() =>
        Refusal([.. Seal([1, 2, 3]), 0]).ShouldBe(BackupRefusals.Damaged("it").Message);

    [Fact]
    public void Records_that_changed_places_are_seen()
    {
        var bytes = Seal(RandomNumberGenerator.GetBytes(3 * SealedRecord.MostText));
        var record = SealedRecord.PrefixLength + SealedRecord.MostText + SealedRecord.TagLength;

        IsRefused([.. bytes[record..(2 * record)], .. bytes[..record], .. bytes[(2 * record)..]]).ShouldBeTrue();
        IsRefused([.. bytes[..record], .. bytes[(2 * record)..]]).ShouldBeTrue();
    }

    [Fact]
    public void Records_belong_to_their_header()
    {
        var bytes = Seal([1, 2, 3]);
        var other = (byte[])[.. Header[..^1], (byte)(Header[^1] ^ 1)];

        using var stream = new UnsealingStream(new MemoryStream(bytes), other, Key, "it");

        Should.Throw<FleetException>(() => stream.CopyTo(Stream.Null));
    }

    private static byte[] Seal(byte[] text, int piece = 1000)
    {
        var sealedText = new MemoryStream();
        using var stream = new SealingStream(sealedText, Header, Key);
        foreach (var part in text.Chunk(piece))
            stream.Write(part);
        stream.Finish();
        return sealedText.ToArray();
    }

    private static byte[] Unseal(byte[] bytes)
    {
        var text = new MemoryStream();
        using var stream = new UnsealingStream(new MemoryStream(bytes), Header, Key, "it");
        stream.CopyTo(text);
        return text.ToArray();
    }

    private static bool IsRefused(byte[] bytes) => Refusal(bytes) is not null;

    private static string? Refusal(byte[] bytes)
    {
        try
        {
            Unseal(bytes);
            return null;
        }
        catch (FleetException refusal)
        {
            return refusal.Message;
        }
    }
}

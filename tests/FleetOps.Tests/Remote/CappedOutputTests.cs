using System.Text;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class CappedOutputTests
{
    [Theory]
    [InlineData("", 4, "", false)]
    [InlineData("abcd", 4, "abcd", false)]
    [InlineData("abcde", 4, "abcd", true)]
    public async Task The_first_bytes_are_kept(string text, int limit, string kept, bool isTruncated)
    {
        var output = await ReadAsync(text, limit);

        Encoding.ASCII.GetString(output.Kept.Span).ShouldBe(kept);
        output.IsTruncated.ShouldBe(isTruncated);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task The_end_is_known_whatever_the_limit_and_the_size_of_the_pieces(int pieceSize)
    {
        var text = new string('x', 300) + "the end";
        var output = await ReadAsync(text, 10, pieceSize);

        output.EndsWith("the end"u8).ShouldBeTrue();
        output.EndsWith("the End"u8).ShouldBeFalse();
    }

    [Fact]
    public async Task An_end_that_was_kept_can_be_taken_off() =>
        Encoding.ASCII.GetString((await ReadAsync("why: mark", 100)).WithoutEnd(4).Kept.Span).ShouldBe("why: ");

    private static async Task<CappedOutput> ReadAsync(string text, int limit, int pieceSize = 1000)
    {
        var output = new CappedOutput(limit);
        foreach (var piece in Encoding.ASCII.GetBytes(text).Chunk(pieceSize))
            await output.ReadAsync(new MemoryStream(piece), CancellationToken.None);
        return output;
    }
}

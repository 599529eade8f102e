using System.Text;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Reads a text file on the parent's machine that a person named.</summary>
internal static class SmallFile
{
    /// <summary>
    /// Its text; null where it is larger than so many bytes. Bounded by what is read, not by the length that a file
    /// claims: <c>/dev/zero</c> claims none.
    /// </summary>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The parent's account may not read it.</exception>
    internal static async Task<string?> ReadAsync(string file, int most, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var bytes = new byte[most + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length > most ? null : Encoding.UTF8.GetString(bytes, 0, length);
    }
}

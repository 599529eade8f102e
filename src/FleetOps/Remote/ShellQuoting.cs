using System.Text;

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// The one function that makes shell text from words. SSH has no argv: sshd hands one line to the account's shell, so
/// every word is put between single quotes, where a POSIX shell finds nothing to expand.
/// </summary>
internal static class ShellQuoting
{
    /// <summary>Longest line the kernel takes as one argument (MAX_ARG_STRLEN less its closing NUL).</summary>
    public const int LongestLine = (128 * 1024) - 1;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The words as one shell text that a POSIX shell splits into exactly these words again.</summary>
    /// <exception cref="ArgumentException">
    /// There is no word, a word holds a NUL or half a surrogate pair, or all together are too long: such data goes
    /// through stdin.
    /// </exception>
    public static string Quote(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            throw new ArgumentException("A command needs a program.", nameof(words));

        var line = string.Join(' ', words.Select(Quote));
        if (ByteCount(line) > LongestLine)
            throw new ArgumentException(
                $"The words are longer than {LongestLine} bytes; send the data through stdin.", nameof(words));
        return line;
    }

    private static string Quote(string word)
    {
        if (word.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A word cannot hold a NUL; send the data through stdin.", nameof(word));
        return $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static int ByteCount(string line)
    {
        try
        {
            return StrictUtf8.GetByteCount(line);
        }
        catch (EncoderFallbackException broken)
        {
            throw new ArgumentException(
                "A word holds half a surrogate pair, which no UTF-8 text can.", nameof(line), broken);
        }
    }
}

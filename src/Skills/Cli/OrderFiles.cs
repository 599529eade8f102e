using System.Diagnostics.CodeAnalysis;
using System.Text;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.Skills.Cli;

/// <summary>Reads the files that a command line names; <c>-</c> is standard input.</summary>
/// <param name="openInput">Opens standard input.</param>
internal sealed class OrderFiles(Func<Stream> openInput)
{
    private const string StandardInput = "-";
    private const int Largest = 512 * 1024; // in JSON it may be twice as long, and a parent takes one MiB

    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the text; the refusal says why not.</summary>
    public bool TryRead(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? refusal)
    {
        text = null;
        try
        {
            using var file = path == StandardInput ? openInput() : File.OpenRead(path);
            var bytes = new byte[Largest + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            refusal = length > Largest ? $"{Named(path)} is larger than {Largest / 1024} KiB." : null;
            if (refusal is null)
                text = Strict.GetString(bytes, 0, length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            refusal = $"{Named(path)} is no text in UTF-8.";
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            refusal = $"{Named(path)} cannot be read: {failure.Message}";
        }

        return refusal is null;
    }

    private static string Named(string path) => path == StandardInput ? "Standard input" : Quoted.Text(path);
}

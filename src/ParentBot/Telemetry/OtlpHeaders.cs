using System.Text.RegularExpressions;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Telemetry;

/// <summary>Headers for the receiver of telemetry, which hold its key: read from a file, shown nowhere.</summary>
internal static partial class OtlpHeaders
{
    /// <summary>
    /// The headers as OTLP's exporter takes them, <c>name=value,name=value</c>, values percent-encoded; null for none.
    /// </summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or a line of it is no header.</exception>
    public static string? Read(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return null;

        var lines = Lines(file).Select((line, i) => (Text: line.Trim(), Number: i + 1)).Where(line => line.Text != "");
        var headers = lines.Select(line => Header().Match(line.Text) is { Success: true } header
            ? $"{header.Groups["name"].Value}={Uri.EscapeDataString(header.Groups["value"].Value)}"
            : throw new StartRefusedException(
                $"Line {line.Number} of {file}, which Telemetry:HeadersFile names, is no header. "
                + "They are written name=value, a line each, without commas."));
        return string.Join(',', headers) is { Length: > 0 } all ? all : null;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The file {file}, which Telemetry:HeadersFile names, cannot be read: {unreadable.Message}",
                unreadable);
        }
    }

    // No comma, escaped or not: the exporter takes escapes away before it looks for the commas between headers.
    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9!#$&'*+.^_`|~-]+)\s*=\s*(?<value>[\x20-\x7e-[,]]+)\z")]
    private static partial Regex Header();
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Configurations and their values as people type and read them. Pure.</summary>
internal static class ConfigText
{
    // Nobody embeds this in a web page, and escaped letters are read by nobody.
    internal static readonly JsonSerializerOptions Compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
    };

    /// <summary>
    /// A value as it was typed: JSON where it is that, else a text. What begins as JSON must be it.
    /// </summary>
    internal static bool TryReadValue(
        string typed, out JsonElement value, [NotNullWhen(false)] out string? refusal)
    {
        var text = typed.Trim();
        if (TryParse(text, out value, out var fault))
        {
            refusal = null;
            return true;
        }

        refusal = text is ['{' or '[' or '"', ..] ? $"The value begins like JSON and is none: {fault}" : null;
        if (refusal is null)
            value = JsonSerializer.SerializeToElement(text, Compact);
        return refusal is null;
    }

    /// <summary>A whole configuration, remarks and trailing commas allowed.</summary>
    internal static bool TryReadFile(
        string text, out JsonElement config, [NotNullWhen(false)] out string? refusal)
    {
        refusal = !TryParse(text, out config, out var fault) ? $"it is no JSON: {fault}"
            : config.ValueKind != JsonValueKind.Object ? "it is no JSON object."
            : null;
        return refusal is null;
    }

    /// <summary>A configuration that OpenClaw showed.</summary>
    /// <exception cref="FleetException">It is no JSON.</exception>
    internal static JsonElement Parse(string shown) => TryParse(shown, out var config, out _)
        ? config
        : throw new FleetException(
            FailureReason.GatewayRefused, "The gateway showed its configuration in a form that is not known.");

    /// <summary>As it is handed to a gateway: JSON, indented.</summary>
    internal static string Of(JsonElement config) => JsonSerializer.Serialize(config, Indented);

    private static bool TryParse(string text, out JsonElement value, [NotNullWhen(false)] out string? fault)
    {
        (value, fault) = (default, null);
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            value = document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            fault = wrong.LineNumber is { } line
                ? $"look at line {line + 1}, column {wrong.BytePositionInLine + 1}."
                : "a name stands twice in one object.";
        }

        return fault is null;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Enumerations, formats, patterns and bounds of strings and numbers.</summary>
internal static partial class ScalarRules
{
    public static void Check(Schema schema, JsonNode value, string path)
    {
        var text = value.ToString();
        if (schema.Enum is { } allowed && !allowed.Contains(text) && schema.OpenEnum?.IsMatch(text) != true)
            throw Wrong(path, $"is '{text}', which is not one of {string.Join(", ", allowed.Take(12))}");

        if (value.GetValueKind() == System.Text.Json.JsonValueKind.String)
            CheckText(schema, text, path);
        else if (value.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            CheckNumber(schema, text, path);
    }

    private static void CheckText(Schema schema, string text, string path)
    {
        var fits = schema.Format switch
        {
            "date-time" => DateTime().IsMatch(text),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "arm-id" => text.StartsWith('/'),
            "byte" or "base64" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
            _ => true,
        };
        if (!fits)
            throw Wrong(path, $"is not of the form {schema.Format}");
        if (schema.Pattern?.IsMatch(text) == false)
            throw Wrong(path, $"does not match {schema.Pattern}");
        if (text.Length < schema.MinLength || text.Length > schema.MaxLength)
            throw Wrong(path, $"has {text.Length} characters");
    }

    private static void CheckNumber(Schema schema, string text, string path)
    {
        var number = double.Parse(text, CultureInfo.InvariantCulture);
        if (number < schema.Minimum || number > schema.Maximum)
            throw Wrong(path, $"is {text}, allowed {schema.Minimum} to {schema.Maximum}");
        if (schema.Format == "int32" && !int.TryParse(text, CultureInfo.InvariantCulture, out _))
            throw Wrong(path, $"is {text}, which is no 32-bit number");
    }

    private static ArmException Wrong(string path, string why) =>
        ArmException.BadRequest("InvalidParameter", $"The value of parameter '{path}' {why}.");

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateTime();
}

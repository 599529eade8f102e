using System.Text.Json;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Api;

/// <summary>What JSON allows by its grammar and no two readers understand alike. Pure.</summary>
internal static class JsonFault
{
    private const string HalfCharacter = "A text in the body holds half a character (a lone surrogate).";

    /// <summary>The first such thing, a sentence; null where there is none.</summary>
    /// <param name="value">Depth is limited by the reader that made it.</param>
    public static string? Find(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => IsText(value) ? null : HalfCharacter,
        JsonValueKind.Array => value.EnumerateArray().Select(Find).FirstOrDefault(fault => fault is not null),
        JsonValueKind.Object => FindIn(value),
        _ => null,
    };

    private static string? FindIn(JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (NameOf(member) is not { } name)
                return HalfCharacter;
            if (!names.Add(name))
                return $"{Quoted.Text(name)} stands in the body twice.";
            if (Find(member.Value) is { } fault)
                return fault;
        }

        return null;
    }

    // There is no way to ask but to try: the reader looks at escapes when a text is taken out.
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

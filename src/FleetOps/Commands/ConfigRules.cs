using System.Text.Json;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What is not written into a configuration from a chat, and what is only after a yes. Pure.</summary>
internal static partial class ConfigRules
{
    /// <summary>Why a change is not made, as a sentence; null where nothing stands against it.</summary>
    internal static string? FindRefusal(ClawName claw, ConfigChange change)
    {
        if (change.Is is not { } value || !Texts(value).Any(text => IsSecret(change, text)))
            return null;

        return $"{change.Path} would hold a secret in the clear. Keep it by /secret set {claw} my_key, and write "
            + $"${{MY_KEY}} here.";
    }

    /// <summary>What to know before a change is made, as a sentence; null for most.</summary>
    internal static string? FindRisk(ConfigChange change) => change.Path switch
    {
        var path when IsWithin(path, "gateway") =>
            $"{change.Path}: by it the parent reaches the gateway, and the machine's checks know what is safe. With "
            + "a wrong value the claw is cut off until /resuscitate brings back the last good configuration.",
        var path when IsWithin(path, "commands.ownerAllowFrom") =>
            $"{change.Path}: who stands there commands the agent as its owner.",
        var path when path.EndsWith(".dmPolicy", StringComparison.Ordinal) && Is(change, "open") =>
            $"{change.Path}: anybody who finds the bot may talk to it, at your cost.",
        _ => null,
    };

    private static bool IsSecret(ConfigChange change, string text) =>
        text.Length > 0
        && text != ConfigChange.Redacted
        && !Reference().IsMatch(text)
        && (SecretShapes.ContainsSecret(text) || SecretKey().IsMatch(change.Path) || WasSecret(change));

    private static bool WasSecret(ConfigChange change) =>
        change.Was is { ValueKind: JsonValueKind.String } was && was.GetString() == ConfigChange.Redacted;

    private static bool Is(ConfigChange change, string word) =>
        change.Is is { ValueKind: JsonValueKind.String } value && value.GetString() == word;

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith($"{folder}.", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };

    // As OpenClaw has it: the gateway puts the environment's value in its place.
    [GeneratedRegex(@"\A\$\{[A-Z][A-Z0-9_]*\}\z")]
    private static partial Regex Reference();

    [GeneratedRegex(
        @"(?:\A|\.)[^.]*(?:token|password|passwd|secret|apiKey|api_key|credential)s?\z", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Labels as one types them: <c>key=value</c> sets, <c>key-</c> removes, and <c>key</c> or <c>key=value</c> chooses.
/// Pure.
/// </summary>
internal static partial class Labels
{
    internal const string Rule =
        "A label is key=value: the key 1 to 32 of a-z, 0-9, - and _, beginning with a letter; "
        + "the value 1 to 64 letters, digits and ._:/@+-. key- removes one.";

    /// <summary>The labels after the words; false where one of them is no label.</summary>
    internal static bool TryApply(
        ImmutableSortedDictionary<string, string> labels,
        string words,
        [NotNullWhen(true)] out ImmutableSortedDictionary<string, string>? changed,
        [NotNullWhen(false)] out string? refusal)
    {
        (changed, refusal) = (null, null);
        var result = labels;
        foreach (var word in Words(words))
        {
            if (Removal().Match(word) is { Success: true } removal)
            {
                result = result.Remove(removal.Groups["key"].Value);
                continue;
            }

            if (Setting().Match(word) is not { Success: true } setting)
            {
                refusal = $"'{word}' is no label. {Rule}";
                return false;
            }

            result = result.SetItem(setting.Groups["key"].Value, setting.Groups["value"].Value);
        }

        changed = result;
        return true;
    }

    /// <summary>Whether labels fit a choice: <c>key=value</c>, or <c>key</c> with any value.</summary>
    internal static bool Fit(ImmutableSortedDictionary<string, string> labels, string choice)
    {
        var equals = choice.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? labels.ContainsKey(choice)
            : labels.GetValueOrDefault(choice[..equals]) == choice[(equals + 1)..];
    }

    internal static string Say(ImmutableSortedDictionary<string, string> labels) =>
        string.Join(' ', labels.Select(label => $"{label.Key}={label.Value}"));

    /// <summary>As <see cref="Say"/>, with a word for none.</summary>
    internal static string OrNone(ImmutableSortedDictionary<string, string> labels) =>
        labels.IsEmpty ? "none" : Say(labels);

    internal static string[] Words(string? line) =>
        (line ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\A(?<key>[a-z][a-z0-9_-]{0,31})=(?<value>[A-Za-z0-9._:/@+-]{1,64})\z")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\A(?<key>[a-z][a-z0-9_-]{0,31}?)-\z")]
    private static partial Regex Removal();
}

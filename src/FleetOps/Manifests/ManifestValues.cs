using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>
/// Reads what the keys hold, and complains where it is something else; strict, so that nothing is guessed.
/// </summary>
internal sealed partial class ManifestValues(List<ManifestFault> faults)
{
    private const int MostFaults = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Adds a fault, up to a hundred.</summary>
    public void Complain(ManifestNode at, string text)
    {
        if (faults.Count < MostFaults)
            faults.Add(new ManifestFault(at.Line, at.Column, text));
    }

    /// <summary>The entries of a map whose keys are known; the others are complained of.</summary>
    public Dictionary<string, ManifestNode> Entries(ManifestNode node, IReadOnlyList<string> known, string of)
    {
        var found = new Dictionary<string, ManifestNode>(StringComparer.Ordinal);
        if (node is ScalarNode { IsNothing: true })
            return found;
        if (node is not MapNode map)
        {
            Complain(node, $"{of} is a map of keys here: {string.Join(", ", known)}.");
            return found;
        }

        foreach (var (key, value) in map.Entries)
        {
            if (known.Contains(key.Text))
                found.Add(key.Text, value);
            else
                Complain(key, Unknown(key.Text, known, of));
        }

        return found;
    }

    /// <summary>A text of the key; null where it is none.</summary>
    public string? Text(ManifestKey key, ManifestNode node)
    {
        if (node is not ScalarNode { IsNothing: false } scalar)
            Complain(node, $"{key.Name} wants a text. {key.Rule}".TrimEnd());
        else if (scalar.IsPlain && NoText().IsMatch(scalar.Text))
            Complain(node, $"{key.Name}: YAML reads {scalar.Text} as no text. Write it in quotes: \"{scalar.Text}\".");
        else if (!key.Choices.IsEmpty && !key.Choices.Contains(scalar.Text))
            Complain(node, $"{key.Name} is one of {string.Join(", ", key.Choices)}, not {Quoted.Text(scalar.Text)}.");
        else if (scalar.Text.Length > key.Longest || (key.Pattern is { } pattern && !Fits(scalar.Text, pattern)))
            Complain(node, $"{Quoted.Text(scalar.Text)} is no {key.Name}. {key.Rule}".TrimEnd());
        else
            return scalar.Text;
        return null;
    }

    /// <summary>A number of the key; null where it is none.</summary>
    public long? Number(ManifestKey key, ManifestNode node)
    {
        if (node is ScalarNode { IsPlain: true } scalar
            && long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= ManifestSchema.LargestNumber
            && scalar.Text[0] != '0')
            return number;

        Complain(node, $"{key.Name} wants a whole number, a Telegram id as 4711, without quotes.");
        return null;
    }

    /// <summary>The items of a list, each once.</summary>
    public ImmutableList<T> Items<T>(ManifestKey key, ManifestNode node, Func<ManifestNode, T?> read)
        where T : notnull
    {
        if (node is not ListNode list)
        {
            Complain(node, $"{key.Name} wants a list: [{string.Join(", ", key.Choices.DefaultIfEmpty("4711"))}].");
            return [];
        }

        var items = ImmutableList.CreateBuilder<T>();
        foreach (var item in list.Items)
        {
            if (read(item) is not { } value)
                continue;
            if (items.Contains(value))
                Complain(item, $"{value} stands twice in {key.Name}. Remove one of them.");
            else
                items.Add(value);
        }

        return items.ToImmutable();
    }

    /// <summary>The entries of a map whose keys are names.</summary>
    public IEnumerable<(ScalarNode Name, ManifestNode Value)> Named(ManifestKey key, ManifestNode node)
    {
        if (node is not MapNode map)
        {
            Complain(node, $"{key.Name} wants a map of names. {key.Rule}");
            yield break;
        }

        foreach (var entry in map.Entries)
        {
            if (Fits(entry.Key.Text, key.NamePattern!))
                yield return entry;
            else
                Complain(entry.Key, $"{Quoted.Text(entry.Key.Text)} is no name here. {key.Rule}");
        }
    }

    private static string Unknown(string key, IReadOnlyList<string> known, string of)
    {
        if (SecretKey().IsMatch(key))
            return $"{Quoted.Text(key)}: a manifest holds no secrets. /secret set keeps them; remove this line.";

        var meant = Nearest.To(key, known);
        return $"There is no {Quoted.Text(key)} in {of}."
            + (meant is null ? $" There is {string.Join(", ", known)}." : $" Did you mean {meant}?");
    }

    // $ would admit a newline behind it.
    private static bool Fits(string text, string pattern) =>
        !text.Contains('\n', StringComparison.Ordinal)
        && Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    // What YAML 1.1 or 1.2 takes for a number or for yes and no.
    [GeneratedRegex(
        @"\A([-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+|0o[0-7]+|[-+]?\.(inf|Inf|INF)"
        + @"|\.(nan|NaN|NAN)|(?i:true|false|yes|no|on|off|y|n))\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex NoText();

    [GeneratedRegex(@"token|passw|secret|api_?-?key|credential|private", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}

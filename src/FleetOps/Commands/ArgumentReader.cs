using System.Collections.Immutable;
using System.Reflection;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Turns a word into the value of an argument.</summary>
internal sealed class ArgumentReader
{
    private delegate bool Reading(string text, out object? value);

    private readonly Reading _read;

    private ArgumentReader(Reading read, string rule, ImmutableArray<string> choices)
    {
        _read = read;
        Rule = rule;
        Choices = choices;
    }

    /// <summary>What is accepted, a sentence for the person who typed something else.</summary>
    public string Rule { get; }

    /// <summary>The words that are accepted; empty for any.</summary>
    public ImmutableArray<string> Choices { get; }

    /// <summary>The reader for a type.</summary>
    /// <param name="type">A string, an enum, or any type with a static <c>TryParse(string, out T)</c>.</param>
    /// <param name="choices">The words that are accepted, divided by <c>|</c>; null for any, or all of an
    /// enum's.</param>
    /// <exception cref="InvalidOperationException">No word can be read as this type: a mistake in a command's
    /// record.</exception>
    public static ArgumentReader For(Type type, string? choices)
    {
        if (type.IsEnum)
            return OfChoices(choices?.Split('|') ?? Enum.GetNames(type).Select(Kebab), EnumValue(type));
        if (type == typeof(string))
            return choices is null ? new(AsItIs, "", []) : OfChoices(choices.Split('|'), choice => choice);

        return choices is null
            ? OfTryParse(type)
            : throw new InvalidOperationException($"An argument of type {type.Name} has no choices.");
    }

    /// <summary>Reads a word; never throws.</summary>
    public bool TryRead(string text, out object? value) => _read(text, out value);

    private static bool AsItIs(string text, out object? value)
    {
        value = text;
        return true;
    }

    private static ArgumentReader OfChoices(IEnumerable<string> choices, Func<string, object> toValue)
    {
        var values = choices.ToImmutableArray();
        var byWord = values.ToDictionary(choice => choice, toValue, StringComparer.OrdinalIgnoreCase);
        return new(Read, $"It is one of {string.Join(", ", values)}.", values);

        bool Read(string text, out object? value) => byWord.TryGetValue(LineWords.WithoutDashes(text), out value);
    }

    private static ArgumentReader OfTryParse(Type type)
    {
        Type[] signature = [typeof(string), type.MakeByRefType()];
        var tryParse = type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, signature)
            ?? throw new InvalidOperationException($"{type.Name} needs a static TryParse(string, out T).");
        return new(Read, RuleOf(type), []);

        bool Read(string text, out object? value)
        {
            object?[] arguments = [text, null];
            var isRead = (bool)tryParse.Invoke(null, arguments)!;
            value = isRead ? arguments[1] : null;
            return isRead;
        }
    }

    private static string RuleOf(Type type) =>
        type.GetField("Rule", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } rule
            ? (string)rule.GetRawConstantValue()!
            : type == typeof(int) || type == typeof(long) ? "It is a whole number." : "";

    private static Func<string, object> EnumValue(Type type) =>
        choice => Enum.Parse(type, choice.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary><c>DiskFull</c> is typed <c>disk-full</c>.</summary>
    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}"))
            .ToLowerInvariant();
}

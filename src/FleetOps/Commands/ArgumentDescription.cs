using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ParentClaw.FleetOps.Commands;

/// <summary>An argument of a command, as usage lines, menus and schemas show it.</summary>
public sealed class ArgumentDescription
{
    private readonly ArgumentReader _reader;

    internal ArgumentDescription(PropertyInfo property, ArgumentAttribute attribute, bool isOptional)
    {
        Property = property;
        Name = attribute.Name;
        Summary = attribute.Summary;
        IsOptional = isOptional;
        IsNamed = attribute.IsNamed;
        TakesRest = attribute.TakesRest;
        IsFile = attribute.IsFile;
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _reader = ArgumentReader.For(Type, attribute.Choices);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is, a sentence.</summary>
    public string Summary { get; }

    /// <summary>Whether it may be left out.</summary>
    public bool IsOptional { get; }

    /// <summary>Whether it is written <c>name=value</c>.</summary>
    public bool IsNamed { get; }

    /// <summary>Whether it takes the rest of the line, byte for byte.</summary>
    public bool TakesRest { get; }

    /// <summary>Whether its text is usually that of a file.</summary>
    public bool IsFile { get; }

    /// <summary>The words it accepts; empty for any.</summary>
    public ImmutableArray<string> Choices => _reader.Choices;

    /// <summary>
    /// What it is bound to: a string, a number, an enum or a type with <c>TryParse</c>; never a nullable.
    /// </summary>
    public Type Type { get; }

    /// <summary>
    /// As in a usage line: <c>&lt;claw&gt;</c>, <c>[lines]</c>, <c>[image=…]</c>, <c>&lt;text…&gt;</c>,
    /// <c>set|list|forget</c>.
    /// </summary>
    public string Usage
    {
        get
        {
            var words = Choices.IsEmpty ? Name : string.Join('|', Choices);
            if (IsNamed)
                words = Choices.IsEmpty ? $"{Name}=…" : $"{Name}={words}";
            else if (TakesRest)
                words = $"{words}…";
            return IsOptional ? $"[{words}]" : Choices.IsEmpty && !IsNamed ? $"<{words}>" : words;
        }
    }

    internal PropertyInfo Property { get; }

    /// <summary>
    /// Takes an answer as this argument: one word, blanks around it ignored, or any text where it takes the rest of a
    /// line. Nothing in it is read as another argument.
    /// </summary>
    internal bool TryAnswer(
        string text, [NotNullWhen(true)] out GivenAnswer? answer, [NotNullWhen(false)] out string? refusal)
    {
        answer = null;
        if (string.IsNullOrWhiteSpace(text))
            refusal = "Nothing was typed.";
        else if (!TakesRest && text.Trim().Any(char.IsWhiteSpace))
            refusal = $"{Quoted.Text(text.Trim())} is no {Name}: it is one word.";
        else if (TryRead(TakesRest ? text : text.Trim(), out _, out refusal))
            answer = new GivenAnswer(Name, TakesRest ? text : text.Trim());
        return answer is not null;
    }

    /// <summary>Reads a word as this argument; the refusal says what it should have been.</summary>
    internal bool TryRead(string text, out object? value, [NotNullWhen(false)] out string? refusal)
    {
        refusal = _reader.TryRead(text, out value)
            ? null
            : $"{Quoted.Text(text)} is no {Name}. {_reader.Rule}".TrimEnd();
        return refusal is null;
    }
}

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Makes a property of a command an argument, in the order of declaration. A property that may be null is optional; a
/// <see cref="IsNamed"/> one is written <c>name=value</c>; the last one of a line may take the rest of it verbatim.
/// </summary>
/// <param name="name">Its name in usage lines and schemas.</param>
/// <param name="summary">What it is, a sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ArgumentAttribute(string name, string summary) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it is.</summary>
    public string Summary { get; } = summary;

    /// <summary>Whether it is written <c>name=value</c>, anywhere behind the claw's name.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether it takes the rest of the line, spaces and newlines included, byte for byte.</summary>
    public bool TakesRest { get; init; }

    /// <summary>Whether its text is usually that of a file, whose path a CLI takes instead.</summary>
    public bool IsFile { get; init; }

    /// <summary>The words it accepts, divided by <c>|</c>; null for any.</summary>
    public string? Choices { get; init; }
}

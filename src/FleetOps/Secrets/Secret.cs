namespace ParentClaw.FleetOps.Secrets;

/// <summary>A value nobody may see: prints <c>[redacted]</c>, compares by value, is opened by name only.</summary>
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What is shown in its place.</summary>
    public const string Redacted = "[redacted]";

    private readonly string _value;

    /// <summary>Wraps a value.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The value itself. Every caller of this is a place to review.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public bool Equals(Secret? other) =>
        other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    /// <summary><c>[redacted]</c>.</summary>
    public override string ToString() => Redacted;
}

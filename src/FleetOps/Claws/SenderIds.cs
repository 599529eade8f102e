using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ParentClaw.FleetOps.Claws;

/// <summary>Numeric Telegram ids of those whom a claw's bot admits, as a person types them: <c>4711,815</c>.</summary>
public sealed record SenderIds
{
    /// <summary>What is accepted.</summary>
    public const string Rule = "They are numeric Telegram ids with commas between, as 4711,815.";

    private SenderIds(ImmutableSortedSet<long> values) => Values = values;

    /// <summary>The ids, each once.</summary>
    public ImmutableSortedSet<long> Values { get; }

    /// <summary>Reads <c>4711,815</c>; at least one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SenderIds? ids)
    {
        ids = null;
        var values = ImmutableSortedSet.CreateBuilder<long>();
        foreach (var word in (text ?? "").Split(','))
        {
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
                return false;
            values.Add(id);
        }

        ids = new SenderIds(values.ToImmutable());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Values);
}

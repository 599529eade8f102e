using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>A call of a tool as an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Waits">Whether to wait until it is over.</param>
internal sealed record ToolOrder(CommandOrder Order, bool Waits)
{
    private const int Columns = 100;

    /// <summary>
    /// Reads a call. The command's own arguments go to the parent as they are, which judges them.
    /// </summary>
    public static bool TryRead(
        CommandView command,
        IEnumerable<KeyValuePair<string, JsonElement>>? given,
        [NotNullWhen(true)] out ToolOrder? order,
        [NotNullWhen(false)] out string? refusal)
    {
        order = null;
        refusal = null;
        var extras = ToolExtras.Of(command);
        var arguments = ImmutableDictionary.CreateBuilder<string, JsonElement>();
        string? why = null;
        var (waits, isDryRun) = (false, false);
        foreach (var (name, value) in given ?? [])
        {
            if (name == extras.Why)
                refusal ??= TryReadText(name, value, out why);
            else if (name == extras.Wait)
                refusal ??= TryReadFlag(name, value, out waits);
            else if (name == extras.DryRun)
                refusal ??= TryReadFlag(name, value, out isDryRun);
            else
                arguments[name] = value;
        }

        if (refusal is not null)
            return false;

        order = new ToolOrder(
            new CommandOrder
            {
                Arguments = arguments.ToImmutable(),
                Why = why,
                DryRun = isDryRun,
                Columns = Columns,
            },
            waits);
        return true;
    }

    private static string? TryReadText(string name, JsonElement value, out string? text)
    {
        text = null;
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return $"{name} is of the wrong type: a string is wanted.";

        try
        {
            text = value.GetString();
            return null;
        }
        catch (InvalidOperationException) // half a surrogate pair is JSON, and no text
        {
            return $"{name} is no valid text.";
        }
    }

    private static string? TryReadFlag(string name, JsonElement value, out bool flag)
    {
        flag = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null
            ? null
            : $"{name} is of the wrong type: true or false is wanted.";
    }
}

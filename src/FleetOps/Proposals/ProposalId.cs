using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>The id of a proposal, as <c>pr-k3f9x2ma</c>.</summary>
public sealed partial record ProposalId
{
    /// <summary>What a wrong one is told.</summary>
    public const string Rule = "It looks like pr-k3f9x2ma; /proposals lists those that wait.";

    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Length = 8;

    private ProposalId(string value) => Value = value;

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>A new one.</summary>
    public static ProposalId New() => new($"pr-{RandomNumberGenerator.GetString(Letters, Length)}");

    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProposalId? id)
    {
        id = Pattern().IsMatch(text) ? new ProposalId(text) : null;
        return id is not null;
    }

    /// <summary>Reads one that was written by <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static ProposalId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"{text} is no id of a proposal.");

    /// <summary>The text.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\Apr-[a-z0-9]{8}\z")]
    private static partial Regex Pattern();
}

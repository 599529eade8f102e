using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>
/// Which request: the claw and the code, for OpenClaw gives no code twice. As text, <c>pairing:alice:9SMXHWEU</c>, it
/// names the request's note, its decision in the audit trail, and its card.
/// </summary>
/// <param name="Claw">At which claw.</param>
/// <param name="Code">The code, in capitals.</param>
public sealed record PairingKey(ClawName Claw, string Code)
{
    /// <summary>How all of them begin.</summary>
    public const string Prefix = "pairing:";

    /// <summary>The key of a request, whatever the case of its code.</summary>
    public static PairingKey Of(ClawName claw, string code) => new(claw, code.Trim().ToUpperInvariant());

    /// <summary>Reads a key, also that of a later card of the request (<see cref="Card"/>).</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PairingKey? key)
    {
        key = text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[Prefix.Length..].Split(':') is [var name, { Length: > 0 } code, ..]
            && ClawName.TryParse(name, out var claw)
                ? new PairingKey(claw, code)
                : null;
        return key is not null;
    }

    /// <summary>The key of the request's card: each time that it is asked anew, the card is another.</summary>
    /// <param name="round">How often it was put off.</param>
    public string Card(int round) => round == 0 ? ToString() : $"{this}:{round}";

    /// <summary><c>pairing:alice:9SMXHWEU</c>.</summary>
    public override string ToString() => $"{Prefix}{Claw}:{Code}";
}

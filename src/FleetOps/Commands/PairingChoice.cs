using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Which pairing request a person means: by code, user name (with or without @) or numeric id. Pure.</summary>
internal static class PairingChoice
{
    /// <summary>The one request meant; false with a sentence where there is none, or more than one.</summary>
    internal static bool TryFind(
        IReadOnlyList<PairingRequest> waiting,
        string who,
        [NotNullWhen(true)] out PairingRequest? request,
        [NotNullWhen(false)] out string? refusal)
    {
        (request, refusal) = (null, null);
        var meant = waiting.Where(candidate => IsMeant(candidate, who.Trim())).ToList();
        if (meant.Count == 1)
            request = meant[0];
        else if (waiting.Count == 0)
            refusal = "Nobody waits there. A request lives one hour; let him write to the bot again.";
        else if (meant.Count == 0)
            refusal = $"'{who}' does not wait there; these do: {string.Join("; ", waiting.Select(Say))}.";
        else
            refusal = $"'{who}' fits more than one; take the code: {string.Join("; ", meant.Select(Say))}.";

        return request is not null;
    }

    /// <summary><c>@bob (Bob, 7001), code 9SMXHWEU</c>.</summary>
    internal static string Say(PairingRequest request) => $"{request.Who}, code {request.Code}";

    private static bool IsMeant(PairingRequest request, string who) =>
        string.Equals(request.Code, who, StringComparison.OrdinalIgnoreCase)
        || string.Equals(request.Sender, who, StringComparison.Ordinal)
        || (request.UserName is { Length: > 0 } name
            && string.Equals(name, who.TrimStart('@'), StringComparison.OrdinalIgnoreCase));
}

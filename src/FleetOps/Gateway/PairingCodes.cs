using System.Collections.Concurrent;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// The codes of those who wait. The gateway tells them on its command line only (4-9 s), so each is asked for once and
/// kept while its request waits. Sender, account and first moment are what both ways agree on.
/// </summary>
internal sealed class PairingCodes
{
    private readonly ConcurrentDictionary<ClawName, IReadOnlyList<PairingRequest>> _known = new();

    /// <summary>
    /// The requests with the codes that are known; null where one is missing. What waits no more is forgotten.
    /// </summary>
    public IReadOnlyList<PairingRequest>? Complete(ClawName claw, IReadOnlyList<PairingRequest> waiting)
    {
        var known = _known.GetValueOrDefault(claw, []);
        var complete = waiting
            .Select(request => known.FirstOrDefault(one => IsSame(one, request)))
            .OfType<PairingRequest>()
            .ToList();
        if (complete.Count < waiting.Count)
            return null;

        _known[claw] = complete;
        return complete;
    }

    /// <summary>Keeps what the command line told.</summary>
    public void Keep(ClawName claw, IReadOnlyList<PairingRequest> told) => _known[claw] = told;

    private static bool IsSame(PairingRequest one, PairingRequest other) =>
        (one.Sender, one.Account, one.CreatedAt) == (other.Sender, other.Account, other.CreatedAt);
}

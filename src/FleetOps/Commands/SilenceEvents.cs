using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>How silences stand in the audit trail: who, what, until when.</summary>
internal static class SilenceEvents
{
    /// <summary>The line of the trail.</summary>
    /// <param name="now">When.</param>
    /// <param name="by">Who.</param>
    /// <param name="claw">Which claw, if one.</param>
    /// <param name="did">What he did, as <c>muted all until …</c>.</param>
    public static FleetEvent Told(DateTimeOffset now, Member by, ClawName? claw, string did) =>
        new(now, by.Name, "silence", claw, $"{by.Name} {did}.", "ok");

    /// <summary>A moment as the trail has it, the same for all.</summary>
    public static string Say(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}

namespace ParentClaw.FleetOps.Members;

/// <summary>In whose day a member lives.</summary>
public sealed class MemberZones(MemberBook members)
{
    /// <summary>A member's time zone; UTC for who is none, as the person at the terminal.</summary>
    public async Task<TimeZoneInfo> FindAsync(Member member, CancellationToken cancellationToken) =>
        await members.FindAsync(member.Id, cancellationToken) is { } found ? Of(found) : TimeZoneInfo.Utc;

    /// <summary>The time zone of a membership; UTC where this computer does not know its name.</summary>
    public static TimeZoneInfo Of(Membership member) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(member.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}

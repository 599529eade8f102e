using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Members;

/// <summary>In whose day a member lives.</summary>
public sealed class MemberZones(IMemberList members, TimeProvider time)
{
    /// <summary>A member's time zone; that of this computer for who is none, as the person at the terminal.</summary>
    public async Task<TimeZoneInfo> FindAsync(Member member, CancellationToken cancellationToken)
    {
        var all = await members.ListAsync(cancellationToken);
        return all.FirstOrDefault(one => one.Id == member.Id) is { } found ? Of(found) : time.LocalTimeZone;
    }

    /// <summary>The time zone of a membership; UTC where this computer does not know its name.</summary>
    public static TimeZoneInfo Of(Membership member) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(member.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}

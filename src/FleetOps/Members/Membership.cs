namespace ParentClaw.FleetOps.Members;

/// <summary>A member as stored: who may command from a chat, and in whose day he lives.</summary>
public sealed record Membership
{
    /// <summary>Who, unique over all faces: <c>telegram:4711</c>.</summary>
    public required string Id { get; init; }

    /// <summary>As shown and kept in the audit trail.</summary>
    public required string Name { get; init; }

    /// <summary>What he may do.</summary>
    public required Role Role { get; init; }

    /// <summary>His time zone, by its IANA name; <c>UTC</c> until he names another.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Since when.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Who invited him; himself where he claimed the parent.</summary>
    public required string InvitedBy { get; init; }
}

using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Members;

/// <summary>The members' rows.</summary>
internal static class MemberRows
{
    private const string Columns =
        """
        SELECT id, name, role, time_zone AS TimeZone, joined_at AS JoinedAt, invited_by AS InvitedBy FROM members
        """;

    /// <summary>Writes a member over the one of that id.</summary>
    public static void Save(SqliteConnection connection, Membership member) => connection.Execute(
        """
        INSERT INTO members (id, name, role, time_zone, joined_at, invited_by)
        VALUES (@Id, @Name, @Role, @TimeZone, @JoinedAt, @InvitedBy)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, time_zone = excluded.time_zone,
          joined_at = excluded.joined_at, invited_by = excluded.invited_by
        """,
        new Row(
            member.Id, member.Name, member.Role.ToString(), member.TimeZone, member.JoinedAt.ToMicros(),
            member.InvitedBy));

    /// <summary>The member, or null.</summary>
    public static Membership? Find(SqliteConnection connection, string id) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE id = @id", new { id })?.ToMembership();

    /// <summary>All, in the order in which they joined.</summary>
    public static IReadOnlyList<Membership> List(SqliteConnection connection) =>
        [.. connection.Query<Row>($"{Columns} ORDER BY joined_at, number").Select(row => row.ToMembership())];

    /// <summary>How many Admins there are.</summary>
    public static int CountAdmins(SqliteConnection connection) => connection.QuerySingle<int>(
        "SELECT count(*) FROM members WHERE role = @admin", new { admin = nameof(Role.Admin) });

    /// <summary>Deletes one.</summary>
    public static void Remove(SqliteConnection connection, string id) =>
        connection.Execute("DELETE FROM members WHERE id = @id", new { id });

    private sealed record Row(
        string Id, string Name, string Role, string TimeZone, long JoinedAt, string InvitedBy)
    {
        public Membership ToMembership() => new()
        {
            Id = Id,
            Name = Name,
            Role = Enum.Parse<Role>(Role),
            TimeZone = TimeZone,
            JoinedAt = Micros.FromMicros(JoinedAt),
            InvitedBy = InvitedBy,
        };
    }
}

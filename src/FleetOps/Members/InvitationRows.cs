using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Members;

/// <summary>The rows of codes that make a member: digests, never a code.</summary>
internal static class InvitationRows
{
    /// <summary>Adds one.</summary>
    public static void Add(SqliteConnection connection, Invitation invitation) => connection.Execute(
        """
        INSERT INTO invitations (digest, role, made_by, made_by_name, until, order_key)
        VALUES (@Digest, @role, @MadeBy, @MadeByName, @until, @OrderKey)
        """,
        new
        {
            invitation.Digest,
            role = invitation.Role.ToString(),
            invitation.MadeBy,
            invitation.MadeByName,
            until = invitation.Until?.ToMicros(),
            invitation.OrderKey,
        });

    /// <summary>The one of a digest, used or not, or null.</summary>
    public static Invitation? Find(SqliteConnection connection, string digest) =>
        connection.QuerySingleOrDefault<Row>(
            """
            SELECT digest, role, made_by AS MadeBy, made_by_name AS MadeByName, until, order_key AS OrderKey,
                   used_by AS UsedBy
            FROM invitations WHERE digest = @digest
            """,
            new { digest })?.ToInvitation();

    /// <summary>Writes down who used one.</summary>
    public static void Use(SqliteConnection connection, string digest, string member, DateTimeOffset at) =>
        connection.Execute(
            "UPDATE invitations SET used_by = @member, used_at = @at WHERE digest = @digest",
            new { digest, member, at = at.ToMicros() });

    /// <summary>Voids the claims that nobody used.</summary>
    public static void VoidClaims(SqliteConnection connection) =>
        connection.Execute("DELETE FROM invitations WHERE until IS NULL AND used_by IS NULL");

    /// <summary>Voids what an order made before it was given again.</summary>
    public static void VoidOrder(SqliteConnection connection, string orderKey) => connection.Execute(
        "DELETE FROM invitations WHERE order_key = @orderKey AND used_by IS NULL", new { orderKey });

    /// <summary>Voids what a member made and nobody used.</summary>
    public static void VoidOf(SqliteConnection connection, string member) => connection.Execute(
        "DELETE FROM invitations WHERE made_by = @member AND used_by IS NULL", new { member });

    /// <summary>Deletes those that ran out or were used before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) => connection.Execute(
        "DELETE FROM invitations WHERE coalesce(used_at, until) < @at", new { at = moment.ToMicros() });

    private sealed record Row(
        string Digest, string Role, string MadeBy, string MadeByName, long? Until, string? OrderKey, string? UsedBy)
    {
        public Invitation ToInvitation() => new(Digest, Enum.Parse<Role>(Role), MadeBy, MadeByName)
        {
            Until = Until is { } until ? Micros.FromMicros(until) : null,
            OrderKey = OrderKey,
            UsedBy = UsedBy,
        };
    }
}

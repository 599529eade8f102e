using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Members;

/// <summary>
/// Who may command from a chat. Nobody is a member by himself: the first Admin claims the parent with a code from its
/// log, all others bring a code that an Admin made. Every change leaves its line in the audit trail.
/// </summary>
/// <remarks>Throws as <see cref="IFleetStore"/> does.</remarks>
public sealed class MemberBook
{
    /// <summary>
    /// How long an invitation is good; a link that lies in a chat should not open the house next month.
    /// </summary>
    public static readonly TimeSpan InvitationIsGoodFor = TimeSpan.FromHours(24);

    private const string Parent = "parent";
    private const int CodeLength = 26; // of 31 letters: 128 bits

    // As Telegram's deep links take it, and without what is mistaken for something else when it is typed off a log.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly SqliteFile _file;
    private readonly TimeProvider _time;

    internal MemberBook(SqliteFile file, TimeProvider time) => (_file, _time) = (file, time);

    /// <summary>A member, or null.</summary>
    /// <param name="id">As <c>telegram:4711</c>.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task<Membership?> FindAsync(string id, CancellationToken cancellationToken) =>
        _file.ReadAsync(connection => MemberRows.Find(connection, id), cancellationToken);

    /// <summary>All members, in the order in which they joined.</summary>
    public Task<IReadOnlyList<Membership>> ListAsync(CancellationToken cancellationToken) =>
        _file.ReadAsync(MemberRows.List, cancellationToken);

    /// <summary>
    /// Makes a code, <c>[a-z2-9]{26}</c>, that makes a member of whoever brings it first within
    /// <see cref="InvitationIsGoodFor"/>. The store keeps its digest alone. An order that comes again voids the code
    /// that it made before: nobody was told that one.
    /// </summary>
    public Task<string> InviteAsync(Role role, Member by, CancellationToken cancellationToken)
    {
        var (code, now) = (NewCode(), _time.GetUtcNow());
        var invitation = new Invitation(DigestOf(code), role, by.Id, by.Name)
        {
            Until = now + InvitationIsGoodFor,
            OrderKey = by.OrderKey,
        };
        return _file.WriteAsync(
            connection =>
            {
                if (by.OrderKey is { } key)
                    InvitationRows.VoidOrder(connection, key);
                InvitationRows.Add(connection, invitation);
                EventRows.Add(connection, Said(by.Name, $"Invited somebody as {role}", now) with
                {
                    Key = by.OrderKey is { } order ? $"invitation:{order}" : null,
                });
                return code;
            },
            cancellationToken);
    }

    /// <summary>
    /// Makes the code that makes the first Admin, and voids those made before; null once there is an Admin. It is good
    /// until it is used or the next is made.
    /// </summary>
    public Task<string?> FindOrMakeClaimCodeAsync(CancellationToken cancellationToken) => _file.WriteAsync(
        connection =>
        {
            InvitationRows.VoidClaims(connection);
            if (MemberRows.CountAdmins(connection) > 0)
                return null;

            var code = NewCode();
            InvitationRows.Add(connection, new Invitation(DigestOf(code), Role.Admin, Parent, Parent));
            return code;
        },
        cancellationToken);

    /// <summary>
    /// Makes a member of whoever brings a code, once: who brings the one he just used is given his membership again. A
    /// member keeps a higher role, and gets a higher one.
    /// </summary>
    /// <param name="code">What he brought; anything.</param>
    /// <param name="id">Who, as <c>telegram:4711</c>.</param>
    /// <param name="name">As he is shown.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>What he is now; null where the code is none, was used by somebody else, or is too old.</returns>
    public Task<Membership?> RedeemAsync(string code, string id, string name, CancellationToken cancellationToken)
    {
        var digest = DigestOf(code);
        return _file.WriteAsync(connection => Redeem(connection, digest, id, name), cancellationToken);
    }

    /// <summary>
    /// Takes a member's place away, with what he was asked and the invitations of his that nobody used.
    /// </summary>
    public Task<Revocation> RevokeAsync(string id, Member by, CancellationToken cancellationToken) => _file.WriteAsync(
        connection =>
        {
            if (MemberRows.Find(connection, id) is not { } member)
                return Revocation.NoMember;
            if (member.Role == Role.Admin && MemberRows.CountAdmins(connection) == 1)
                return Revocation.LastAdmin;

            var now = _time.GetUtcNow();
            MemberRows.Remove(connection, id);
            InvitationRows.VoidOf(connection, id);
            QuestionRows.Drop(connection, id, now);
            var gone = Said(by.Name, $"{Quoted.Text(member.Name)} ({id}) is no member any more", now);
            EventRows.Add(connection, gone with { Key = RevocationOf(by) });
            return Revocation.Revoked;
        },
        cancellationToken);

    /// <summary>What the trail says of an order that took a place away before and comes again; else null.</summary>
    public async Task<string?> FindRevokedAsync(Member by, CancellationToken cancellationToken) =>
        RevocationOf(by) is { } key
            ? (await _file.ReadAsync(connection => EventRows.Find(connection, key), cancellationToken))?.Text
            : null;

    /// <summary>Sets a member's time zone by its IANA name; null where there is no such member.</summary>
    public Task<Membership?> SetTimeZoneAsync(string id, string zone, CancellationToken cancellationToken) =>
        _file.WriteAsync(
            connection =>
            {
                if (MemberRows.Find(connection, id) is not { } member)
                    return null;
                if (member.TimeZone == zone)
                    return member;

                var moved = member with { TimeZone = zone };
                MemberRows.Save(connection, moved);
                EventRows.Add(connection, Said(member.Name, $"Lives in {zone} now", _time.GetUtcNow()));
                return moved;
            },
            cancellationToken);

    private static string? RevocationOf(Member by) => by.OrderKey is { } order ? $"revocation:{order}" : null;

    private static string NewCode() => RandomNumberGenerator.GetString(Alphabet, CodeLength);

    // The code is looked up by its digest: how long that takes tells nothing about the code.
    private static string DigestOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim())));

    private static FleetEvent Said(string by, string text, DateTimeOffset now) =>
        new(now, by, "member", null, text, "ok");

    private Membership? Redeem(SqliteConnection connection, string digest, string id, string name)
    {
        var now = _time.GetUtcNow();
        var present = MemberRows.Find(connection, id);
        if (InvitationRows.Find(connection, digest) is not { } invitation)
            return null;
        if (invitation.UsedBy is { } user)
            return user == id ? present : null;
        if (now > invitation.Until || (invitation.IsClaim && MemberRows.CountAdmins(connection) > 0))
            return null;

        InvitationRows.Use(connection, digest, id, now);
        if (present?.Role >= invitation.Role)
            return present;

        var member = new Membership
        {
            Id = id,
            Name = name,
            Role = invitation.Role,
            TimeZone = present?.TimeZone ?? "UTC",
            JoinedAt = present?.JoinedAt ?? now,
            InvitedBy = invitation.IsClaim ? name : present?.InvitedBy ?? invitation.MadeByName,
        };
        MemberRows.Save(connection, member);
        EventRows.Add(connection, Said(name, invitation.IsClaim
            ? $"Claimed the parent as {member.Role} ({id})"
            : $"Is {member.Role} now ({id}), invited by {invitation.MadeByName}", now));
        return member;
    }
}

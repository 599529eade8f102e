using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>For whose eyes a chat is.</summary>
internal sealed class Audience(MemberBook members)
{
    private const string Prefix = "telegram:";

    /// <summary>
    /// The private chat of a member, which has the person's own number; null where he is of another face.
    /// </summary>
    public static long? ChatOf(Membership member) =>
        member.Id.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(member.Id.AsSpan(Prefix.Length), out var chat)
            ? chat
            : null;

    /// <summary>
    /// The role by which a chat is shown buttons: the member's own in private, an Operator's in a group, where each
    /// press is checked anyhow. Null for the private chat of nobody who is a member now.
    /// </summary>
    public async Task<Role?> FindRoleAsync(long chat, CancellationToken cancellationToken) => chat < 0
        ? Role.Operator
        : (await members.FindAsync($"{Prefix}{chat}", cancellationToken))?.Role;
}

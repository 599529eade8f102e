using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>For whose eyes a chat is.</summary>
internal sealed class Audience(MemberBook members)
{
    /// <summary>
    /// The role by which a chat is shown buttons: the member's own in private, an Operator's in a group, where each
    /// press is checked anyhow. Null for the private chat of nobody who is a member now.
    /// </summary>
    public async Task<Role?> FindRoleAsync(long chat, CancellationToken cancellationToken) => chat < 0
        ? Role.Operator
        : (await members.FindAsync(TelegramId.Of(chat), cancellationToken))?.Role;
}

using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.TestKit.Telegram;

/// <summary>Makes members without a chat, for a fleet that begins with some.</summary>
public static class Admission
{
    /// <summary>By whom the audit trail says they were invited.</summary>
    public const string Inviter = "test";

    private static readonly Member Host = new("test:inviter", Inviter, Role.Admin);

    /// <summary>Makes a member of somebody with a telephone.</summary>
    /// <param name="members">Of the store in which no parent lives yet.</param>
    /// <param name="person">The person's number.</param>
    /// <param name="name">As shown.</param>
    /// <param name="role">What she may do.</param>
    public static async Task AdmitAsync(this MemberBook members, long person, string name, Role role)
    {
        var code = await members.InviteAsync(role, Host, CancellationToken.None);
        await members.RedeemAsync(code, $"telegram:{person}", name, CancellationToken.None);
    }
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/members</c>: who may command from a chat.</summary>
[FleetCommand("members", "Show who may command from a chat, and as what.", Role.Admin, Example = "/members",
    Order = 70)]
public sealed record ListMembers : ICommand;

/// <summary>Carries out <see cref="ListMembers"/>.</summary>
public sealed class ListMembersHandler(MemberBook members, TimeProvider time) : ICommandHandler<ListMembers>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(ListMembers command, Member by, CancellationToken cancellationToken)
    {
        var all = await members.ListAsync(cancellationToken);
        if (all.Count == 0)
            return Reply.Ok(
                "Nobody is a member yet. Who sends the bot the claim code of the parent's log is the first Admin.");

        var now = time.GetUtcNow();
        return Reply.Ok(
            new TableBlock(
                ["Member", "Id", "Role", "Time zone", "Since", "Invited by"],
                [
                    .. all.Select(member => ImmutableList.Create(
                        member.Name, member.Id, member.Role.ToString(), member.TimeZone,
                        Ago.Say(member.JoinedAt, now), member.InvitedBy)),
                ]),
            new TextBlock("/invite makes another; /revoke <member> takes a place away."));
    }
}

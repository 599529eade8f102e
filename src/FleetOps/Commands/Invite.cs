using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/invite</c>: lets somebody become a member.</summary>
[FleetCommand(
    "invite", "Make a link, good once and for 24 hours, that makes somebody a member.", Role.Admin,
    Effect = Effect.Changes, HasDryRun = true, NeedsPerson = true, Example = "/invite operator", Order = 71)]
public sealed record Invite([property: Argument("role", "What he may do.")] Role Role) : ICommand;

/// <summary>Carries out <see cref="Invite"/>.</summary>
public sealed class InviteHandler(MemberBook members, ParentIdentity parent) : LookingHandler<Invite>
{
    /// <inheritdoc/>
    private protected override Task<Intent> LookAsync(
        Invite command, Member by, CancellationToken cancellationToken) => Task.FromResult(Intent.To(
            () => InviteAsync(command, by, cancellationToken),
            new TextBlock($"Makes a link, good once, for {Hours} h: who opens it becomes {Article(command.Role)}.")));

    private async Task<Reply> InviteAsync(Invite command, Member by, CancellationToken cancellationToken)
    {
        var code = await members.InviteAsync(command.Role, by, cancellationToken);
        return Reply.Ok(
            new TextBlock(parent.BotUserName is { } bot
                ? $"Who opens this link becomes {Article(command.Role)}: https://t.me/{bot}?start={code}"
                : $"Who sends the parent's bot this becomes {Article(command.Role)}: /start {code}"),
            new TextBlock($"It is good once, for {Hours} h. Send it to that person alone."));
    }

    private static int Hours => (int)MemberBook.InvitationIsGoodFor.TotalHours;

    private static string Article(Role role) => role == Role.Viewer ? $"a {role}" : $"an {role}";
}

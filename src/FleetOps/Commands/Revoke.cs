using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/revoke</c>: takes a member's place away.</summary>
[FleetCommand(
    "revoke", "Take a member's place away: he gets no answer any more.", Role.Admin,
    Effect = Effect.Destroys, HasDryRun = true, Example = "/revoke bob", Order = 72)]
public sealed record Revoke(
    [property: Argument("member", "Which member: his name or id, as /members shows them.", TakesRest = true)]
    string Who) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <summary>Carries out <see cref="Revoke"/>.</summary>
public sealed class RevokeHandler(MemberBook members) : ICommandHandler<Revoke>, ICommandPlanner<Revoke>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Revoke command, Member by, CancellationToken cancellationToken) =>
        Plans.OfQuestion(await HandleAsync(command with { Answer = null }, by, cancellationToken));

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Revoke command, Member by, CancellationToken cancellationToken)
    {
        // An order that comes again finds nobody, for it took him away.
        if (await members.FindRevokedAsync(by, cancellationToken) is { } revoked)
            return Reply.Ok($"{revoked}.");

        var who = command.Who.Trim();
        var meant = (await members.ListAsync(cancellationToken)).Where(member => Is(member, who)).ToList();
        if (meant is not [var member])
            return Reply.Refused(meant.Count == 0
                ? $"There is no member {Quoted.Text(who)}. /members lists them."
                : $"{Quoted.Text(who)} is the name of {meant.Count} members. Give an id: "
                    + $"{string.Join(", ", meant.Select(one => one.Id))}.");
        if (command.Answer is null)
            return Reply.Ask(
                new Question($"Take the place of {Shown(member)} away?", QuestionKind.YesNo),
                new FactsBlock(
                    ("Goes", $"his right to command as {member.Role}; invitations of his that nobody used"),
                    ("Stays", "what he ordered, and his lines in /audit"),
                    ("Later", $"/invite {member.Role.ToString().ToLowerInvariant()} lets him in again")));
        if (!Answers.IsYes(command.Answer))
            return Reply.Refused($"{Shown(member)} stays.");

        return await members.RevokeAsync(member.Id, by, cancellationToken) switch
        {
            Revocation.LastAdmin => Reply.Refused(
                $"{Shown(member)} is the last Admin; without one nobody could be invited. "
                + "/invite admin makes another."),
            _ => Reply.Ok($"{Shown(member)} is no member any more."),
        };
    }

    private static string Shown(Membership member) => Quoted.Who(member.Name, member.Id);

    private static bool Is(Membership member, string who) =>
        member.Id == who
        || member.Id[(member.Id.IndexOf(':', StringComparison.Ordinal) + 1)..] == who
        || string.Equals(member.Name, who.TrimStart('@'), StringComparison.OrdinalIgnoreCase);
}

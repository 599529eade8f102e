using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/open</c>: how a person gets into a claw, and the password of its desktop.</summary>
[FleetCommand(
    "open", "Show the ways into a claw; its desktop's password once, in a private chat.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/open alice", Order = 24)]
public sealed record Open(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument(
        "what", "The ways in (default), the desktop's password, or a new one.", Choices = "ways|password|new-password")]
    string? What = null) : IAsks, IVaries
{
    /// <inheritdoc/>
    public Effect Effect => What is null or "ways" ? Effect.Reads : Effect.Changes;

    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <summary>Carries out <see cref="Open"/>.</summary>
public sealed class OpenHandler(IFleetStore store, WaysIn ways, DesktopPassword password)
    : ICommandHandler<Open>, ICommandPlanner<Open>
{
    private const string Show = "password";
    private const string Renew = "new-password";

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Open command, Member by, CancellationToken cancellationToken) =>
        Plans.OfQuestion(await HandleAsync(command with { Answer = null }, by, cancellationToken));

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Open command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);
        if (Refusals.NotServing(claw) is { } notServing)
            return Reply.Refused(notServing);

        return command.What switch
        {
            Show or Renew => await PasswordAsync(command, claw, by, cancellationToken),
            _ => Reply.Ok([.. await ways.DescribeAsync(claw, cancellationToken)]) with { Buttons = Buttons(claw) },
        };
    }

    private static ImmutableList<ReplyButton> Buttons(Claw claw) => claw.Profile != Profile.Desktop
        ? []
        :
        [
            new ReplyButton("Show the password", $"/open {claw.Name} {Show}"),
            new ReplyButton("New password", $"/open {claw.Name} {Renew}"),
        ];

    // Asked first: a password that is shown where it is not let through would count as shown.
    private async Task<Reply> PasswordAsync(Open command, Claw claw, Member by, CancellationToken cancellationToken)
    {
        if (by.Role < Role.Admin && by.Id != (claw.Owner is { } owner ? TelegramId.Of(owner) : null))
            return Reply.Refused($"The password of {claw.Name}'s desktop is for its owner and for Admins.");
        if (claw.Profile != Profile.Desktop)
            return Reply.Refused($"{claw.Name} has no desktop. /deploy makes one with the profile desktop.");
        if (command.Answer is null)
            return Ask(command, claw) with { IsPrivate = true };
        if (!Answers.IsYes(command.Answer))
            return Reply.Refused("Not shown.");

        var shown = command.What == Renew
            ? await password.RenewAsync(claw, cancellationToken)
            : await password.ShowAsync(claw, cancellationToken);
        return shown is null
            ? Reply.Refused($"It was shown before, and is shown once. /open {claw.Name} {Renew} makes another.")
            : Reply.Ok(
                new TextBlock($"The password of {claw.Name}'s desktop. It is not shown again; delete this message:"),
                new OutputBlock(shown.Reveal())) with
            { IsPrivate = true };
    }

    private static Reply Ask(Open command, Claw claw) => command.What == Renew
        ? Reply.Ask(
            new Question($"Make a new password for {claw.Name}'s desktop?", QuestionKind.YesNo),
            new TextBlock("The one of now ends; the new one is shown here, once."))
        : Reply.Ask(
            new Question($"Show the password of {claw.Name}'s desktop here?", QuestionKind.YesNo),
            new TextBlock("It is shown once in its life."));
}

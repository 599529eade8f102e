using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/ask</c>: gives a claw's agent a turn and brings back what it says.</summary>
[FleetCommand(
    "ask", "Ask a claw's agent something, and get its answer.", Role.Operator,
    Effect = Effect.Changes, IsOnce = true, HasDryRun = true,
    Example = "/ask alice What are you working on?", Order = 31)]
public sealed record Ask(
    [property: Argument("claw", "Whose agent.")] ClawName Claw,
    [property: Argument("text", "What it is asked; it has up to five minutes.", TakesRest = true)]
    string Text) : ICommand;

/// <summary>Carries out <see cref="Ask"/>. At most once: a turn may act on the world.</summary>
public sealed class AskHandler(IFleetStore store, IGateway gateway) : LookingHandler<Ask>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Ask command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (OpenClawCommands.FindFault(command.Text) is { } fault)
            return Reply.Refused(fault);

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        return Intent.To(
            () => AskAsync(claw, command.Text, cancellationToken),
            new TextBlock($"{claw.Name}'s agent gets a turn, and what it does then cannot be taken back. It is asked:"),
            new OutputBlock(command.Text));
    }

    private async Task<Reply> AskAsync(Claw claw, string text, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await gateway.AskAgentAsync(claw, text, cancellationToken);
            return Reply.Ok(
                new HeadingBlock($"{claw.Name} answers"), new TextBlock(answer.Length > 0 ? answer : "(nothing)"));
        }
        catch (FleetException failure)
        {
            return Reply.Failed(failure.Reason.LeavesDoubt()
                ? $"No answer came from {claw.Name}, and what its agent did is not known: {failure.Message}"
                : $"{claw.Name}'s agent was not asked: {failure.Message}") with
            {
                Buttons = [new ReplyButton("Retry", $"/ask {claw.Name} {text}")],
            };
        }
    }
}

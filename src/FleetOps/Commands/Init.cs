using System.Collections.Immutable;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Shows where the parent would work, checks what must hold there, and makes the ground on which claws stand.
/// </summary>
[FleetCommand(
    "init", "Check the cloud account and make the ground on which claws stand.", Role.Admin,
    Effect = Effect.Changes, HasDryRun = true, Example = "/init", Order = 10)]
public sealed record Init : IAsks
{
    /// <summary>The setting that remembers that the ground was made.</summary>
    internal const string DoneSetting = "ground.prepared";

    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <inheritdoc cref="Init"/>
public sealed class InitHandler(ICloud cloud, IFleetStore store, TimeProvider time)
    : ICommandHandler<Init>, ICommandPlanner<Init>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Init command, Member by, CancellationToken cancellationToken) =>
        Plans.OfQuestion(await HandleAsync(command with { Answer = null }, by, cancellationToken));

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Init command, Member by, CancellationToken cancellationToken)
    {
        if (command.Answer is null)
            return await AskAsync(cancellationToken);
        if (!Answers.IsYes(command.Answer))
            return Reply.Refused("Nothing was made.");

        var made = await cloud.PrepareGroundAsync(cancellationToken);
        await store.CommitAsync(
            new FleetChange
            {
                Settings = ImmutableSortedDictionary<string, string?>.Empty
                    .Add(Init.DoneSetting, time.GetUtcNow().ToString("O")),
            },
            cancellationToken);
        return Reply.Ok(made.Count == 0
            ? "All stood as wanted already. /deploy alice makes the first claw."
            : string.Join('\n', made) + "\nThe ground is ready. /deploy alice makes the first claw.");
    }

    private async Task<Reply> AskAsync(CancellationToken cancellationToken)
    {
        var account = await cloud.DescribeAsync(cancellationToken);
        var checks = await cloud.CheckGroundAsync(cancellationToken);
        ReplyBlock[] shown =
        [
            new FactsBlock(
                ("Cloud", account.Kind), ("Tenant", account.Tenant),
                ("Subscription", $"{account.SubscriptionName} ({account.Subscription})"),
                ("Signed in as", account.Identity),
                ("Region", account.Location), ("Resource group", account.ResourceGroup)),
            new TableBlock(
                ["", "Check", "Seen", "Mend it with"],
                [
                    .. checks.Select(check => (ImmutableList<string>)
                        [Sign(check.Outcome), check.Name, check.Detail, check.Fix ?? ""]),
                ]),
        ];
        if (checks.Any(check => check.Outcome == GroundOutcome.Broken))
            return Reply.Refused("Mend what is broken, then /init again.") with
            {
                Blocks = [.. shown, new TextBlock("Mend what is broken, then /init again.")],
            };

        return Reply.Ask(new Question("Make what is missing?", QuestionKind.YesNo), shown);
    }

    private static string Sign(GroundOutcome outcome) => outcome switch
    {
        GroundOutcome.Holds => "ok",
        GroundOutcome.ToBeMade => "new",
        _ => "BROKEN",
    };
}

using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// <c>/onboard</c>: asks for all that a new claw needs, one thing after the other, then deploys it. Left in the middle,
/// it goes on where it was.
/// </summary>
[FleetCommand(
    "onboard", "Make a new claw step by step: its bot, owner, model and key, then the deploy.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/onboard alice", Order = 12)]
public sealed record Onboard([property: Argument("claw", "Its name.")] ClawName Claw) : IAsksInTurn
{
    /// <inheritdoc/>
    public string? Answer { get; init; }

    /// <inheritdoc/>
    public string? About { get; init; }

    // A record prints its members; an answer may be a secret.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(FormattableString.Invariant($"Claw = {Claw}, About = {About}"));
        return true;
    }
}

/// <summary>Carries out <see cref="Onboard"/>: what is still missing decides what is asked.</summary>
public sealed class OnboardHandler(
    IFleetStore store, ISecretStore secrets, DeployDefaults defaults, ClawDeployment deployment,
    OnboardAnswers answers, TimeProvider time) : ICommandHandler<Onboard>, ICommandPlanner<Onboard>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Onboard command, Member by, CancellationToken cancellationToken)
    {
        var (claw, refusal) = await FindAsync(command.Claw, cancellationToken);
        if (refusal is not null)
            return Reply.Refused(refusal);
        if (command is not { About: { } about, Answer: { } answer })
            return await AskNextAsync(claw, said: null, by, cancellationToken);
        if (about == OnboardQuestions.AboutDeploy)
            return await DeployAsync(claw, answer, by, cancellationToken);

        var taken = await answers.TakeAsync(claw, about, answer, by, cancellationToken);
        return taken.IsGood
            ? await AskNextAsync(taken.Claw, taken.Said, by, cancellationToken)
            : Questions(claw, by).AskAgain(about, taken.Said);
    }

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Onboard command, Member by, CancellationToken cancellationToken)
    {
        var (claw, refusal) = await FindAsync(command.Claw, cancellationToken);
        if (refusal is not null)
            return Reply.Refused(refusal);

        var plan = await FindPlanAsync(claw, cancellationToken);
        return Reply.Ok(new FactsBlock(
            ("Asks for", "what is not kept yet of its bot's token, its owner, its model and that model's key"),
            ("Then makes", $"machine {claw.Name}-g{claw.Generations + 1}, image {plan.Image}, a new data disk"),
            ("Size", plan.Size),
            ("Costs", await deployment.PriceAsync(plan, cancellationToken))));
    }

    private async Task<(Claw Claw, string? Refusal)> FindAsync(ClawName name, CancellationToken cancellationToken)
    {
        var claw = await store.FindClawAsync(name, cancellationToken)
            ?? new Claw { Name = name, CreatedAt = time.GetUtcNow() };
        return (claw, claw.State == ClawState.New
            ? await deployment.FindRefusalAsync(claw, cancellationToken)
            : InsteadOf(claw));
    }

    private Task<DeploymentPlan> FindPlanAsync(Claw claw, CancellationToken cancellationToken) =>
        deployment.PlanAsync(claw, image: null, openClaw: null, isNewDisk: true, cancellationToken);

    private static string InsteadOf(Claw claw) => claw.State switch
    {
        ClawState.Destroyed =>
            $"{claw.Name} is destroyed; its data disk is kept. /deploy {claw.Name} brings it back on that disk.",
        ClawState.Failed =>
            $"{claw.Name} is in trouble; /why {claw.Name} tells what happened, /deploy {claw.Name} or "
            + $"/resuscitate {claw.Name} goes on.",
        _ =>
            $"{claw.Name} lives already. /token {claw.Name} gives it another bot, /secret set {claw.Name} NAME "
            + $"another key; /status {claw.Name} shows it.",
    };

    private OnboardQuestions Questions(Claw claw, Member by) => new(claw, by, defaults);

    private async Task<Reply> AskNextAsync(Claw claw, string? said, Member by, CancellationToken cancellationToken)
    {
        var known = (await secrets.ListAsync(claw.Name, cancellationToken)).Keys.ToHashSet();
        var questions = Questions(claw, by);
        if (questions.FindMissing(known) is { } about)
            return questions.Ask(about, said);

        var plan = await FindPlanAsync(claw, cancellationToken);
        var price = await deployment.PriceAsync(plan, cancellationToken);
        return questions.AskToDeploy(plan, price, said);
    }

    private async Task<Reply> DeployAsync(Claw claw, string answer, Member by, CancellationToken cancellationToken)
    {
        if (!Answers.IsYes(answer))
        {
            return Reply.Refused(
                $"Nothing was made of {claw.Name}; what you gave is kept. /onboard {claw.Name} goes on, "
                + $"/deploy {claw.Name} owner=… model=… takes others, /purge {claw.Name} forgets all of it.");
        }

        var known = (await secrets.ListAsync(claw.Name, cancellationToken)).Keys.ToHashSet();
        if (Questions(claw, by).FindMissing(known) is not null)
            return await AskNextAsync(claw, "Something was taken away in between.", by, cancellationToken);

        var plan = await FindPlanAsync(claw, cancellationToken);
        return Reply.To(await deployment.SubmitAsync(claw, plan, by, cancellationToken));
    }
}

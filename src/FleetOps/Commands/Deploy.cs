using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Makes a claw, or brings a destroyed one back on the data disk it left.</summary>
[FleetCommand(
    "deploy", "Make a claw, or bring a destroyed one back on its data disk.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/deploy alice", Order = 12)]
public sealed record Deploy(
    [property: Argument("claw", "Its name.")] ClawName Claw,
    [property: Argument("profile", "Without a screen (default), or with a desktop.")] Profile? Profile = null,
    [property: Argument("image", "From which image; the default one without it.", IsNamed = true)] string? Image = null,
    [property: Argument("owner", "Numeric Telegram id of its user.", IsNamed = true)] long? Owner = null,
    [property: Argument("model", "Its model, as anthropic/claude-opus-4-1.", IsNamed = true)] string? Model = null,
    [property: Argument("secrets", "A file with a NAME=value line for each secret.", IsNamed = true)]
    string? Secrets = null,
    [property: Argument("disk", "The data disk that was kept, or a new one.", IsNamed = true, Choices = "keep|new")]
    string? Disk = null,
    [property: Argument("openclaw", "Which OpenClaw, as 2026.9.5; the app layer's own without it.", IsNamed = true)]
    OpenClawVersion? OpenClaw = null,
    [property: Argument("policy", "Who may write to its bot: whom you let in (default), a list, all.", IsNamed = true)]
    DmPolicy? Policy = null,
    [property: Argument("allow", "The list, as 4711,815; the owner is always on it.", IsNamed = true)]
    SenderIds? Allow = null) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <inheritdoc cref="Deploy"/>
public sealed class DeployHandler(
    IFleetStore store, DeployDefaults defaults, DeploySecrets secrets, ClawDeployment deployment, TimeProvider time)
    : ICommandHandler<Deploy>, ICommandPlanner<Deploy>
{
    private const string Keep = "keep";
    private const string New = "new";

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Deploy command, Member by, CancellationToken cancellationToken)
    {
        var (claw, refusal) = await FindAsync(command, cancellationToken);
        var given = new Dictionary<SecretName, Secret>();
        refusal ??= await secrets.GatherAsync(claw, command.Secrets, given, cancellationToken);
        if (refusal is not null)
            return Reply.Refused(refusal);

        var plan = await deployment.PlanAsync(
            claw, command.Image, command.OpenClaw, IsNew(command, claw), cancellationToken);
        if (await AskAsync(command, claw, plan, cancellationToken) is { } question)
            return question;

        await secrets.KeepAsync(claw.Name, given, cancellationToken);
        return Reply.To(await deployment.SubmitAsync(claw, plan, by, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Deploy command, Member by, CancellationToken cancellationToken)
    {
        var (claw, refusal) = await FindAsync(command, cancellationToken);
        refusal ??= await secrets.GatherAsync(claw, command.Secrets, [], cancellationToken);
        if (refusal is not null)
            return Reply.Refused(refusal);

        var plan = await deployment.PlanAsync(
            claw, command.Image, command.OpenClaw, IsNew(command, claw), cancellationToken);
        var facts = new FactsBlock(
            ("Makes", $"machine {claw.Name}-g{claw.Generations + 1} ({claw.Profile.ToString().ToLowerInvariant()}), "
                + $"image {plan.Image}, app layer {plan.AppLayer}"),
            ("Disk", DiskOf(command, claw)),
            ("Owner", claw.Owner is { } owner ? $"{owner}" : "none"),
            ("Size", plan.Size),
            ("Costs", await deployment.PriceAsync(plan, cancellationToken)));
        return PolicyOf(command) == DmPolicy.Open ? Reply.Ok(Warning(claw), facts) : Reply.Ok(facts);
    }

    private static string DiskOf(Deploy command, Claw claw) => claw.Disk switch
    {
        0 => "a new, empty data disk",
        _ when IsNew(command, claw) => $"a new, empty data disk; {claw.Name}-d{claw.Disk} is kept",
        _ when command.Disk is null && claw.State == ClawState.Destroyed =>
            $"{claw.Name}-d{claw.Disk}, which was kept, or a new one: that is asked",
        _ => $"{claw.Name}-d{claw.Disk}, which was kept, with all it knows",
    };

    /// <summary>The claw as it would be deployed; why it cannot be, or null.</summary>
    private async Task<(Claw Claw, string? Refusal)> FindAsync(Deploy command, CancellationToken cancellationToken)
    {
        var claw = await store.FindClawAsync(command.Claw, cancellationToken)
            ?? new Claw { Name = command.Claw, CreatedAt = time.GetUtcNow() };
        var refusal = await deployment.FindRefusalAsync(claw, cancellationToken) ?? FindMismatch(command, claw);
        var wanted = claw with
        {
            Profile = command.Profile ?? claw.Profile,
            Owner = command.Owner ?? claw.Owner ?? defaults.Owner,
            Model = command.Model ?? claw.Model ?? defaults.Model,
            DmPolicy = PolicyOf(command) ?? claw.DmPolicy,
            AllowFrom = PolicyOf(command) is null ? claw.AllowFrom : command.Allow?.Values ?? [],
        };
        return (wanted, refusal);
    }

    private async Task<Reply?> AskAsync(
        Deploy command, Claw claw, DeploymentPlan plan, CancellationToken cancellationToken)
    {
        var asksForDisk = claw.Disk > 0 && claw.State == ClawState.Destroyed && command.Disk is null;
        var opens = PolicyOf(command) == DmPolicy.Open;
        if (!asksForDisk && !opens && !defaults.CostsMoney)
            return null;

        if (command.Answer?.Trim().ToLowerInvariant() is { } answer)
        {
            var refused = $"Nothing was made of {claw.Name}.";
            if (asksForDisk)
                return answer is Keep or New ? null : Answers.Mistyped(answer, refused);
            return Answers.IsYes(answer) ? null : Reply.Refused(refused);
        }

        var prompt = asksForDisk
            ? new Question($"{claw.Name}-d{claw.Disk} was kept. Take it, or a new one? (keep/new)", QuestionKind.Typed)
            : new Question($"Deploy {claw.Name}?", QuestionKind.YesNo);
        var price = await deployment.PriceAsync(plan, cancellationToken);
        var facts = new FactsBlock(("Size", plan.Size), ("Costs", price));
        return opens ? Reply.Ask(prompt, Warning(claw), facts) : Reply.Ask(prompt, facts);
    }

    private static TextBlock Warning(Claw claw) => new(
        $"policy=open: everybody who finds {claw.Name}'s bot may write to it, unasked. They spend your model's money, "
        + "and what they write is read by an agent that has tools.");

    // A list that is given is meant, unless another policy is named beside it.
    private static DmPolicy? PolicyOf(Deploy command) =>
        command.Policy ?? (command.Allow is null ? null : DmPolicy.Allowlist);

    private static string? FindMismatch(Deploy command, Claw claw) => command switch
    {
        { Allow: not null, Policy: DmPolicy.Pairing or DmPolicy.Open } =>
            "allow= is the list of policy=allowlist; with another policy there is none.",
        { Disk: New } => null,
        { OpenClaw: { } wanted } when claw.FindRefusal(wanted) is { } older => older,
        _ when PolicyOf(command) is not null && claw.NewestOpenClaw is not null =>
            $"{claw.Name}-d{claw.Disk} knows already who may write to the bot, and policy= and allow= count for a new "
            + "disk only: disk=new takes one.",
        _ => null,
    };

    private static bool IsNew(Deploy command, Claw claw) =>
        claw.Disk == 0 || (command.Disk ?? command.Answer?.Trim().ToLowerInvariant()) == New;
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Makes a claw, or brings a destroyed one back on the data disk it left.</summary>
[FleetCommand(
    "deploy", "Make a claw, or bring a destroyed one back on its data disk.", Role.Operator,
    Effect = Effect.Changes, Example = "/deploy alice", Order = 12)]
public sealed record Deploy(
    [property: Argument("claw", "Its name.")] ClawName Claw,
    [property: Argument("profile", "Without a screen (default), or with a desktop.")] Profile? Profile = null,
    [property: Argument("image", "From which image; the default one without it.", IsNamed = true)] string? Image = null,
    [property: Argument("owner", "Numeric Telegram id of its user.", IsNamed = true)] long? Owner = null,
    [property: Argument("model", "Its model, as anthropic/claude-opus-4-1.", IsNamed = true)] string? Model = null,
    [property: Argument("secrets", "A file with a NAME=value line for each secret.", IsNamed = true)]
    string? Secrets = null,
    [property: Argument("disk", "The data disk that was kept, or a new one.", IsNamed = true, Choices = "keep|new")]
    string? Disk = null) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <inheritdoc cref="Deploy"/>
public sealed class DeployHandler(
    IFleetStore store, ICloud cloud, AppLayers appLayers, DeployDefaults defaults, DeploySecrets secrets,
    OperationQueue operations, TimeProvider time) : ICommandHandler<Deploy>
{
    private const string Keep = "keep";
    private const string New = "new";

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Deploy command, Member by, CancellationToken cancellationToken)
    {
        var claw = await store.FindClawAsync(command.Claw, cancellationToken)
            ?? new Claw { Name = command.Claw, CreatedAt = time.GetUtcNow() };
        if (await operations.FindRefusalAsync(claw, ClawTrigger.Deploy, cancellationToken) is { } refusal)
            return Reply.Refused(refusal);
        if (defaults.CostsMoney && await store.FindSettingAsync(Init.DoneSetting, cancellationToken) is null)
            return Reply.Refused("The ground is not made yet. /init checks the account and makes it; then deploy.");

        claw = claw with
        {
            Profile = command.Profile ?? claw.Profile,
            Owner = command.Owner ?? claw.Owner ?? defaults.Owner,
            Model = command.Model ?? claw.Model ?? defaults.Model,
        };
        var given = new Dictionary<SecretName, Secret>();
        if (await secrets.GatherAsync(claw, command.Secrets, given, cancellationToken) is { } missing)
            return Reply.Refused(missing);

        // A kept disk comes back to the versions it last lived on: an older OpenClaw would refuse its state.
        var last = IsNew(command, claw) ? null : claw.LastGood;
        var image = await cloud.ResolveImageAsync(command.Image ?? last?.Image.ToString(), cancellationToken);
        var size = await cloud.ChooseSizeAsync(claw.Profile, null, cancellationToken);
        if (await AskAsync(command, claw, size, cancellationToken) is { } question)
            return question;

        await secrets.KeepAsync(claw.Name, given, cancellationToken);
        return Reply.To(await SubmitAsync(
            claw, image.Version, AppLayer(last), size, IsNew(command, claw), by, cancellationToken));
    }

    private async Task<Submission> SubmitAsync(
        Claw claw, ImageVersion image, AppLayerVersion appLayer, string size, bool isNewDisk, Member by,
        CancellationToken cancellationToken)
    {
        // A number set aside by a deploy that failed before its disk was used is taken again: nothing is left behind.
        var disk = claw.Disk == 0 ? Math.Max(1, claw.Disks) : isNewDisk ? claw.Disks + 1 : claw.Disk;
        var target = new MachineSpec(claw.Generations + 1, disk, image, appLayer, null, size);
        var next = claw with { Generations = target.Generation, Disks = Math.Max(claw.Disks, disk) };
        var options = ImmutableSortedDictionary<string, string>.Empty;
        return await operations.SubmitAsync<DeployClaw>(
            next,
            new OperationOrder
            {
                Target = target,
                // Where no OpenClaw ever ran on it, the disk may still be as raw as it was made.
                Options = disk == claw.Disk && claw.NewestOpenClaw is not null
                    ? options
                    : options.Add(DeployClaw.Disk, DeployClaw.NewDisk),
            },
            by,
            cancellationToken);
    }

    private async Task<Reply?> AskAsync(Deploy command, Claw claw, string size, CancellationToken cancellationToken)
    {
        var asksForDisk = claw.Disk > 0 && claw.State == ClawState.Destroyed && command.Disk is null;
        if (!asksForDisk && !defaults.CostsMoney)
            return null;

        if (command.Answer?.Trim().ToLowerInvariant() is { } answer)
        {
            var agreed = asksForDisk ? answer is Keep or New : Answers.IsYes(answer);
            return agreed ? null : Reply.Refused($"Nothing was made of {claw.Name}.");
        }

        var price = defaults.CostsMoney ? await PriceAsync(size, cancellationToken) : "nothing; this is the sandbox";
        var prompt = asksForDisk
            ? new Question($"{claw.Name}-d{claw.Disk} was kept. Take it, or a new one? (keep/new)", QuestionKind.Typed)
            : new Question($"Deploy {claw.Name}?", QuestionKind.YesNo);
        return Reply.Ask(prompt, new FactsBlock(("Size", size), ("Costs", price)));
    }

    private async Task<string> PriceAsync(string size, CancellationToken cancellationToken) =>
        await cloud.FindPricesAsync(size, cancellationToken) is { } prices
            ? $"about ${prices.Running:0.00} a month while it runs, ${prices.Parked:0.00} while parked, "
                + $"${prices.DataDisk:0.00} destroyed"
            : "unknown: the price list cannot be had now";

    private AppLayerVersion AppLayer(MachineSpec? last) =>
        last is not null && appLayers.Has(last.AppLayer) ? last.AppLayer : appLayers.Current;

    private static bool IsNew(Deploy command, Claw claw) =>
        claw.Disk == 0 || (command.Disk ?? command.Answer?.Trim().ToLowerInvariant()) == New;
}

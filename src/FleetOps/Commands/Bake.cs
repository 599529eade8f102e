using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Bakes an image out of a throw-away machine.</summary>
[FleetCommand(
    "bake", "Bake an image that has the app layer in it, so that machines begin sooner.", Role.Admin,
    Effect = Effect.Changes, HasDryRun = true, Example = "/bake 1.3.0", Order = 13)]
public sealed record Bake(
    [property: Argument("version", "The image's version to be, as 1.3.0.")] string Version,
    [property: Argument("profile", "Without a screen (default), or with a desktop.")] Profile? Profile = null,
    [property: Argument("image", "On which image; the default one without it.", IsNamed = true)] string? Image = null)
    : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <inheritdoc cref="Bake"/>
public sealed partial class BakeHandler(
    IFleetStore store, ICloud cloud, AppLayers appLayers, DeployDefaults defaults, OperationQueue operations,
    TimeProvider time) : LookingHandler<Bake>
{
    // Installing takes minutes, the copy into the gallery up to half an hour.
    private const decimal UsualHours = 1;
    private const decimal HoursOfMonth = 730;

    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Bake command, Member by, CancellationToken cancellationToken)
    {
        if (!Numbers().IsMatch(command.Version)
            || !ImageVersion.TryParse(command.Version, out var version)
            || !ClawName.TryParse($"bake-{command.Version.Replace('.', '-')}", out var name))
            return Reply.Refused($"'{command.Version}' is no image version: three numbers, as 1.3.0.");
        if ((await cloud.ListImagesAsync(cancellationToken)).Any(image => image.Version == version))
            return Reply.Refused($"There is an image {version} already. /images shows all; choose another number.");
        if (defaults.CostsMoney && await store.FindSettingAsync(Init.DoneSetting, cancellationToken) is null)
            return Reply.Refused("The ground is not made yet. /init checks the account and makes it; then bake.");

        var claw = await store.FindClawAsync(name, cancellationToken)
            ?? new Claw { Name = name, CreatedAt = time.GetUtcNow() };
        if (await operations.FindRefusalAsync(claw, ClawTrigger.Bake, cancellationToken) is { } refusal)
            return Reply.Refused(refusal);

        claw = claw with { Profile = command.Profile ?? claw.Profile, Generations = claw.Generations + 1 };
        var image = await cloud.ResolveImageAsync(command.Image, cancellationToken);
        var size = await cloud.ChooseSizeAsync(claw.Profile, null, cancellationToken);
        var appLayer = appLayers.Find(appLayers.Current);
        var facts = new FactsBlock(
            ("Makes", $"image {version} ({claw.Profile.ToString().ToLowerInvariant()}), out of image {image.Version} "
                + $"and app layer {appLayer.Version}"),
            ("Size", size),
            ("Costs", await PriceAsync(size, cancellationToken)),
            ("Takes", "30 to 60 minutes"),
            ("Goes", "the machine it is made on, once the image is there"));
        if (command.Answer is { } answer && !Answers.IsYes(answer))
            return Reply.Refused($"Image {command.Version} is not baked.");
        if (command.Answer is null && defaults.CostsMoney)
            return Reply.Ask(new Question($"Bake image {command.Version}?", QuestionKind.YesNo), facts);

        var target = new MachineSpec(
            claw.Generations, Disk: 0, image.Version, appLayer.Version, appLayer.OpenClaw, size);
        var order = new OperationOrder
        {
            Target = target,
            Options = ImmutableSortedDictionary<string, string>.Empty
                .Add(BakeImage.Version, version.ToString())
                .Add(PurgeClaw.Everything, "yes"),
        };
        return Intent.To(
            async () => Reply.To(await operations.SubmitAsync<BakeImage>(claw, order, by, cancellationToken)), facts);
    }

    private async Task<string> PriceAsync(string size, CancellationToken cancellationToken)
    {
        if (!defaults.CostsMoney)
            return "nothing; this is the sandbox";

        return await cloud.FindPricesAsync(size, cancellationToken) is { } prices
            ? $"about ${(prices.Running - prices.DataDisk) / HoursOfMonth * UsualHours:0.00} for an hour of the "
                + "machine; then what the gallery takes for keeping an image"
            : "unknown: the price list cannot be had now";
    }

    [GeneratedRegex(
        @"\A(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}

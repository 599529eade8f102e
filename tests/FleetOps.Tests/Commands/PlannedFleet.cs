using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>A fleet on paper in which every command finds something to change.</summary>
internal sealed class PlannedFleet : IDisposable
{
    public static readonly OperationId UnderWay = OperationId.New();

    public static readonly Member Mary = new("telegram:7", "Mary", Role.Admin);

    public static readonly Member Agent = new("agent:nightly", "nightly", Role.Admin) { IsAgent = true, Why = "w" };

    private static readonly GatewayDevice Phone = new(
        "4f1c-phone", "Bob's phone", "ios", "operator", ["operator.read"], "100.64.0.7", Some.Moment);

    private readonly GatewayChat _chat;

    private PlannedFleet(GatewayChat chat, PaperPairings gateway) => (_chat, Gateway) = (chat, gateway);

    public PaperPairings Gateway { get; }

    public Secret Key { get; } = Some.Secret();

    public PaperConfig Config => _chat.Config;

    public PaperCron Cron => _chat.Cron;

    public PaperGateway Devices => _chat.Gateway;

    public Chat Chat => _chat.Chat;

    public CommandDispatcher Dispatcher => Chat.Get<CommandDispatcher>();

    // As the sandbox makes things up, but for money.
    private static DeployDefaults Dear => new()
    {
        Owner = 4711,
        Model = "local/echo",
        Secrets = new Dictionary<SecretName, Func<ClawName, Secret>>
        {
            [SecretName.TelegramBotToken] = _ => Some.Secret(),
        },
    };

    private static CancellationToken Never => CancellationToken.None;

    public static async Task<PlannedFleet> OpenAsync(
        Action<IServiceCollection>? change = null, bool costsMoney = false)
    {
        var gateway = new PaperPairings();
        var chat = await GatewayChat.OpenAsync(services =>
        {
            services.AddSingleton<IGateway>(gateway);
            if (costsMoney)
                services.AddSingleton(Dear);
            change?.Invoke(services);
        });
        var fleet = new PlannedFleet(chat, gateway);
        await fleet.FillAsync();
        return fleet;
    }

    /// <summary>What a line would do, as an Admin is told.</summary>
    public Task<Reply> PlanAsync(string line) => Dispatcher.PlanAsync(new CommandDraft(line), Mary, Never);

    /// <summary>A line of an agent.</summary>
    public Task<Reply> ProposeAsync(string line) => Dispatcher.OrderAsync(new CommandDraft(line), Agent, Never);

    /// <summary>An Admin's approval.</summary>
    public Task<Reply> ApproveAsync(Reply waits) =>
        Dispatcher.DispatchAsync($"/decide {waits.Proposal!.Id} approve", Mary, Never);

    public void Dispose() => _chat.Dispose();

    private async Task FillAsync()
    {
        var alice = (await Chat.Fleet.FindClawAsync(GatewayChat.Alice.Name, Never))!;
        await Chat.KeepAsync(new()
        {
            Claw = alice with { Profile = Profile.Desktop, Labels = alice.Labels.Add("team", "ops") },
            Incidents = [Some.Incident(alice.Name)],
            Settings = StoreSettings(),
        });
        var mia = Some.RunningClaw() with { Name = ClawName.Parse("mia"), State = ClawState.Upgrading };
        await Chat.KeepAsync(new() { Claw = mia, Operation = Some.Operation(mia.Name) with { Id = UnderWay } });
        await Chat.Secrets.SetAsync(alice.Name, SecretName.OfProvider("xai")!, Key, Never);
        await Chat.Get<PairingNotes>().KeepAsync(
            PairingKey.Of(alice.Name, PaperPairings.Bob.Code), new PairingNote("Bob", "7001", Some.Moment), Never);
        var code = await Chat.Get<MemberBook>().InviteAsync(Role.Admin, Mary, Never);
        await Chat.Get<MemberBook>().RedeemAsync(code, Mary.Id, Mary.Name, Never);
        foreach (var line in new[] { "/mute alice", "/maintenance alice now 2h" })
            (await Dispatcher.DispatchAsync(line, Mary, Never)).Status.ShouldBe(ReplyStatus.Ok);

        _chat.Gateway.Waiting.Add(Phone);
        _chat.Cron.Have("standup");
        Chat.Cloud
            .On<IReadOnlyList<string>>("ListAllowedSourcesAsync", () => ["198.51.100.0/24"])
            .On<IReadOnlyList<CloudImage>>("ListImagesAsync", () => [])
            .On("ResolveImageAsync", () => new CloudImage(ImageVersion.Parse("1.0.0"), true, false, null))
            .On("ChooseSizeAsync", () => "Standard_B2s_v2")
            .On("FindPricesAsync", () => new CloudPrices(30, 5, 10, 3));
    }

    private static ImmutableSortedDictionary<string, string?> StoreSettings() =>
        ImmutableSortedDictionary<string, string?>.Empty.Add(Init.DoneSetting, "yes");
}

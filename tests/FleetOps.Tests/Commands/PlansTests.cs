using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>What the commands tell beforehand that act on gateways, people and settings.</summary>
public sealed class PlansTests : IDisposable
{
    private const string Upload = "openclaw.json";

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Lines { get; } = new()
    {
        { "/ack alice", "the reminders of incident" },
        { "/allow 203.0.113.7", "Admits: SSH from 203.0.113.7/32\nEnds: SSH from 198.51.100.0/24" },
        { "/approve alice @bob", "Lets in: @bob (Bob, 7001), code 9SMXHWEU" },
        { "/approve_device alice 4f1c", "It may: look" },
        { "/ask alice What now?", "cannot be taken back. It is asked:\nWhat now?" },
        { "/bake 1.3.0", "Makes: image 1.3.0 (headless), out of image 1.0.0" },
        { "/cancel", "What you were asked, if anything, is dropped" },
        { $"/cancel {PlannedFleet.UnderWay}", $"Stops: Upgrade mia ({PlannedFleet.UnderWay})" },
        { "/config alice set gateway.port 1", "cut off until /resuscitate" },
        { "/config alice set ui.theme dark", "Part: ui.theme\nWas: nothing\nIs: \"dark\"" },
        { $"/config alice upload file=FOLDER/{Upload}", "gateway.bind | \"loopback\" | nothing" },
        { "/cron alice add tea at=16:00 Make tea.", "Begins: tea, at 16:00 daily by the clock of" },
        { "/cron alice preset all", "alice would do this now" },
        { "/cron alice preset none", "has none of the presets" },
        { "/cron alice remove standup", "Ends: standup, every 30m" },
        { "/deny alice 7001", "Turns away: @bob (Bob, 7001), code 9SMXHWEU, at alice" },
        { "/digest add daily 08:30", "Sends: Mary a digest, for the first time 20 Nov 08:30" },
        { "/digest remove 1", "Ends: Mary's digest daily" },
        { "/invite viewer", "who opens it becomes a Viewer" },
        { "/label alice tier=prod team-", "Was: team=ops\nBecomes: tier=prod" },
        { "/maintenance alice now 3h", "Silent: alice, to everybody\nLasts: 20 Nov 07:30 UTC until 20 Nov 10:30 UTC" },
        { "/maintenance end alice", "Ends: the maintenance of alice" },
        { "/mute all", "Silent: all claws until 20 Nov 08:00 UTC, to Mary alone" },
        { "/mute off", "Ends: the silence about alice" },
        { "/onboard newcomer", "Then makes: machine newcomer-g1" },
        { "/open alice new-password", "The one of now ends" },
        { "/open alice password", "shown once" },
        { "/pairings alice later=9SMXHWEU", "Hides: the card about Bob" },
        { "/reject_device alice 4f1c", "Turns away: Bob's phone (ios), at alice" },
        { "/secret forget alice xai_api_key", "Value: is forgotten" },
        { "/secret set alice xai_api_key", "Secret: xai_api_key of alice; a value is kept\nValue: is asked for" },
        { "/snooze alice 1h", "Silent: incident" },
        { "/timezone europe/berlin", "Was: UTC\nBecomes: Europe/Berlin" },
        { "/token alice", "Token: is asked for" },
    };

    internal static IReadOnlySet<string> Commands { get; } =
        Lines.Select(line => ((string)line[0])[1..].Split(' ')[0]).ToHashSet();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task It_is_told_without_a_secret_and_nothing_is_changed(string line, string told)
    {
        var acts = new List<string>();
        using var fleet = await PlannedFleet.OpenAsync(services =>
        {
            Watch<IGateway>(services, acts);
            Watch<IGatewayDevices>(services, acts);
            Watch<IGatewayConfig>(services, acts);
            Watch<IGatewayCron>(services, acts);
            Watch<IGatewayCare>(services, acts);
            Watch<ISecretStore>(services, acts);
            Watch<ICloud>(services, acts);
            Watch<IRemoteShell>(services, acts);
        });
        await File.WriteAllTextAsync(_folder[Upload], "{}");
        using var watch = new StoreWatch(fleet.Chat.StoreFile);

        var plan = await fleet.PlanAsync(Named(line));

        plan.Status.ShouldBe(ReplyStatus.Ok, Chat.Text(plan));
        Chat.Text(plan).ShouldContain(told);
        (plan.Question, plan.Operation).ShouldBe((null, null));
        Chat.Text(plan).ShouldNotContain(fleet.Key.Reveal());
        Chat.Text(plan).ShouldNotContain(PaperConfig.Token);
        acts.ShouldBeEmpty();
        watch.WasWritten.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task It_is_refused_where_the_order_is_and_in_the_same_words(string line, string _)
    {
        using var chat = new Chat();
        var image = new CloudImage(ImageVersion.Parse("1.3.0"), IsDefault: true, IsMarkedBroken: false, null);
        chat.Cloud.On<IReadOnlyList<CloudImage>>("ListImagesAsync", () => [image])
            .On("ResolveImageAsync", () => image).On("ChooseSizeAsync", () => "Standard_B2s_v2");
        var dispatcher = chat.Get<CommandDispatcher>();
        var bad = Named(line.Replace("203.0.113.7", "0.0.0.0/0", StringComparison.Ordinal));

        var plan = await dispatcher.PlanAsync(new CommandDraft(bad), PlannedFleet.Mary, CancellationToken.None);
        if (plan.Status == ReplyStatus.Ok)
        {
            // These need nothing to be there before.
            line.ShouldBeOneOf(
                "/cancel", "/invite viewer", "/mute all", "/onboard newcomer", "/secret set alice xai_api_key");
            return;
        }

        var ordered = await dispatcher.DispatchAsync(bad, PlannedFleet.Mary, CancellationToken.None);
        (plan.Status, Chat.Text(plan)).ShouldBe((ordered.Status, Chat.Text(ordered)));
    }

    [Fact]
    public async Task An_order_would_be_seen_to_change_something()
    {
        using var fleet = await PlannedFleet.OpenAsync();
        using var watch = new StoreWatch(fleet.Chat.StoreFile);

        await fleet.Chat.SayAsync("/label alice tier=prod");

        watch.WasWritten.ShouldBeTrue();
    }

    private static void Watch<T>(IServiceCollection services, List<string> acts)
        where T : class
    {
        var port = (T)services.Last(service => service.ServiceType == typeof(T)).ImplementationInstance!;
        var onlooker = DispatchProxy.Create<T, Onlooker<T>>();
        ((Onlooker<T>)(object)onlooker).Begin(port, acts);
        services.AddSingleton(onlooker);
    }

    private string Named(string line) => line.Replace("FOLDER", _folder.Path, StringComparison.Ordinal);
}

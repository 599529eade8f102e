using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;
using Xunit.Abstractions;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>
/// The parent is killed for real, in the middle of chatting, and nobody has to say anything twice. <c>KILL_SEED</c> in
/// the environment plays a chat again, <c>KILL_MOMENTS</c> more or less of it.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int MostEvents = 100_000;

    // Whoever was killed last may have something to say again; three quiet lives are more than enough for that.
    private const int LivesToSettle = 3;

    // What the book of members writes down whenever it is changed, and what changes it.
    private static readonly (string Effect, string Command)[] Effects =
        [("Lives in", "/timezone"), ("Invited somebody", "/invite"), ("is no member any more", "/revoke")];

    private static int Seed => Given("KILL_SEED", Environment.TickCount);

    private static int Moments => Given("KILL_MOMENTS", 50);

    [Fact]
    public async Task Killed_at_50_moments_of_an_hour_of_chatting_the_parent_does_each_command_once_and_answers_all()
    {
        var seed = Seed;
        output.WriteLine($"KILL_SEED={seed}");
        using var home = new Home();
        await using var server = await BotApiServer.StartAsync();
        var bot = server.Bot(TelegramHome.Token);
        var orders = new GivenOrders();
        Chatter Chatter(long id, string name) =>
            new(server.Person(id, name).ChatWith(bot), new Random(unchecked(seed + (int)id)), orders);
        var (ann, bob, cleo, dora) = (
            Chatter(4711, "Ann"), Chatter(4712, "Bob"), Chatter(4713, "Cleo"), Chatter(4714, "Dora"));
        await AdmitAsync(home.Data);
        using var parent = new MortalParent(home.Data, server, bot, new Random(seed));

        using var enough = new CancellationTokenSource();
        var chats = Task.WhenAll(
            ChatAsync(ann, enough.Token, Topics.LabelsAsync, Topics.ParksAsync, Topics.DestroysAsync,
                Topics.KeepsSecretsAsync, Topics.MovesAsync, Topics.Hosts(dora)),
            ChatAsync(bob, enough.Token, Topics.LabelsAsync, Topics.ParksAsync, Topics.SendsAsync, Topics.LooksAsync),
            cleo.ChatAsync([Topics.MovesAsync, Topics.LooksAsync], enough.Token));
        for (var kill = 0; kill < Moments && !chats.IsCompleted; kill++)
            await parent.LiveAndDieAsync();
        await enough.CancelAsync();
        parent.Begin();
        await chats;
        foreach (var chatter in new[] { ann, bob, cleo })
            await chatter.Chat.ShowsAsync(_ => !chatter.Unfinished().Any(), TimeSpan.FromMinutes(1));
        await parent.DieAsync();

        await SettleAsync(parent, home.Data);
        await ShouldBeDoneAsync(home.Data, orders);
        dora.Chat.Messages.Zip(dora.Chat.Messages.Skip(1))
            .ShouldNotContain(pair => pair.First.Text == "/fleet" && pair.Second.Text.Contains("claw"));
        server.Violations.ShouldBeEmpty();
    }

    private static int Given(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var given) ? given : otherwise;

    private static async Task AdmitAsync(string data)
    {
        using var store = new TestStore(data, TimeProvider.System);
        var members = store.Get<MemberBook>();
        await members.AdmitAsync(4711, "Ann", Role.Admin);
        await members.AdmitAsync(4712, "Bob", Role.Operator);
        await members.AdmitAsync(4713, "Cleo", Role.Viewer);
    }

    private static async Task ChatAsync(Chatter she, CancellationToken enough, params Func<Chatter, Task>[] topics)
    {
        await Topics.DeploysAsync(she);
        await she.ChatAsync(topics, enough);
    }

    /// <summary>Lets the parent live until nothing is left to be said or done.</summary>
    private static async Task SettleAsync(MortalParent parent, string data)
    {
        for (var life = 1; ; life++)
        {
            await parent.LiveAndEndAsync();
            using var store = new TestStore(data, TimeProvider.System);
            var faces = store.Get<IFaceStore>();
            var left = await faces.ListOutgoingAsync(CancellationToken.None);
            if (left.Count > 0 && life < LivesToSettle)
                continue;

            left.ShouldBeEmpty();
            (await faces.ListUnfinishedAsync(CancellationToken.None)).ShouldBeEmpty();
            (await faces.ListCardsAsync("op:", CancellationToken.None)).ShouldBeEmpty();
            (await faces.ListCardsAsync("question|", CancellationToken.None)).ShouldBeEmpty();
            return;
        }
    }

    private async Task ShouldBeDoneAsync(string data, GivenOrders orders)
    {
        using var store = new TestStore(data, TimeProvider.System);
        var trail = await store.Fleet.ListEventsAsync(null, MostEvents, CancellationToken.None);
        var said = trail.Where(line => line.Kind == "command").ToList();
        var operations = await store.Fleet.ListOperationsAsync(null, MostEvents, CancellationToken.None);
        output.WriteLine($"{said.Count} commands, {operations.Count} operations; "
            + $"{said.Count(line => line.Outcome == "unknown")} in doubt");

        said.Select(line => $"{line.By}: {line.Text}").Order().ShouldBe(orders.Lines.Order());
        said.Where(line => line.Outcome != "ok").ShouldAllBe(line => line.Text.StartsWith("/message "));
        operations.Select(one => $"{one.Kind} {one.Claw}").Order().ShouldBe(orders.Operations.Order());
        operations.ShouldAllBe(one => one.Status == OperationStatus.Succeeded && one.OrderKey != null);
        operations.Select(one => one.OrderKey).ShouldBeUnique();
        foreach (var (effect, command) in Effects)
        {
            trail.Count(line => line.Kind == "member" && line.By != Admission.Inviter && line.Text.Contains(effect))
                .ShouldBe(orders.Lines.Count(line => line.Contains(command)), effect);
        }

        foreach (var (what, wanted) in orders.Last)
            (await FindAsync(store, what.Split(' '), wanted)).ShouldBe(wanted, what);
    }

    private static async Task<string?> FindAsync(TestStore store, string[] what, string wanted) => what switch
    {
        ["label", var claw] => (await store.Fleet.FindClawAsync(ClawName.Parse(claw), CancellationToken.None))
            ?.Labels["n"],
        ["secret", var claw] => (await store.Secrets.FindAsync(
            ClawName.Parse(claw), SecretName.Known[2], CancellationToken.None))?.Reveal(),
        ["zone", var name] => (await store.Get<MemberBook>().ListAsync(CancellationToken.None))
            .Single(member => member.Name == name).TimeZone,
        _ => wanted,
    };
}

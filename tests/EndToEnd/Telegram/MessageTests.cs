using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What members have their claws say, and what is asked of the claws' agents.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private TelegramHome _home = null!;

    private TestChat Chat => _home.Chat;

    public async Task InitializeAsync()
    {
        _home = await TelegramHome.StartAsync(TelegramHome.Hurry, TelegramHome.RealMachines);
        await _home.DoAsync("/deploy alice", "alice is deployed");
        await _home.DoAsync("/deploy bob", "bob is deployed");
    }

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task A_claw_tells_its_owner_or_another_and_its_agent_answers()
    {
        await Chat.AsksAsync("/message alice Back in <5> minutes & more.", "alice told its owner (1000001); message ");
        await Chat.AsksAsync("/message alice to=7001 For you alone.", "alice told 7001; message ");
        await Chat.AsksAsync("/ask alice Is 1 < 2 & 2 > 1?", "ECHO: Is 1 < 2 & 2 > 1?");

        var sent = await File.ReadAllTextAsync(_home.Home.OnDisk("alice-d1", "openclaw/state/outbox.jsonl"));
        sent.ShouldContain("1000001");
        sent.ShouldContain("7001");
        sent.ShouldContain("For you alone.");
    }

    [Fact]
    public async Task A_broadcast_is_previewed_and_who_was_not_reached_is_told_again()
    {
        await Chat.AsksAsync("/broadcast We upgrade at noon.", "Send it to 2 claws?");
        Chat.Last.Text.ShouldContain("We upgrade at noon.");
        await Chat.PressesAsync("Cancel");
        await Chat.EndsWithAsync("Nothing was sent.");

        await _home.DoAsync("/sandbox break bob gateway", "gateway is broken now");
        await Chat.AsksAsync("/broadcast We upgrade at noon.", "Send it to 2 claws?");
        await Chat.PressesAsync("Confirm");
        await Chat.EndsWithAsync("1 delivered, 1 failed, 0 not known.");
        Chat.Last.ToString().ShouldContain("[Retry failed]");
        var report = Chat.Last;

        await Chat.SaysAsync("/resuscitate bob");
        await Chat.ShowsAsync("bob is well again");
        await Chat.PressesAsync(report, report.Buttons[0][0]);
        await Chat.EndsWithAsync("Send it to 1 claw?");
        await Chat.PressesAsync("Confirm");
        await Chat.EndsWithAsync("1 delivered, 0 failed, 0 not known.");

        foreach (var disk in new[] { "alice-d1", "bob-d1" })
        {
            var sent = await File.ReadAllLinesAsync(_home.Home.OnDisk(disk, "openclaw/state/outbox.jsonl"));
            sent.Count(line => line.Contains("We upgrade at noon.")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task What_may_have_been_said_is_not_said_again_by_itself()
    {
        var bob = _home.Parent.Get<ClawTargets>().Require(await _home.Parent.ClawAsync("bob"));
        await _home.Parent.Get<IRemoteShell>().RunAsync(
            bob, new RemoteCommand("openclaw-sandbox", "break", "gateway-hang"), CancellationToken.None);

        await Chat.AsksAsync("/message bob Are you there?", "It is not known whether bob told its owner (1000001)");
        Chat.Last.ToString().ShouldContain("Retry may say it twice.");
        Chat.Last.ToString().ShouldContain("[Retry]");
    }
}

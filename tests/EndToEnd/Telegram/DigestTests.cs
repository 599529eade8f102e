using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>How the fleet is, told when a member wants to know.</summary>
public sealed class DigestTests
{
    private readonly FastTime _time = new(20);

    [Fact]
    public async Task A_new_member_has_two_in_his_own_day_and_chooses_others()
    {
        await using var home = await TelegramHome.StartAsync(_time);
        await home.DoAsync("/timezone Asia/Tokyo", "Your time zone is Asia/Tokyo now");

        await home.Chat.AsksAsync("/digest list", "weekly");
        home.Chat.Last.Text.ShouldContain("09:00");
        home.Chat.Last.Text.ShouldContain("18:00");
        await home.Chat.AsksAsync("/digest add weekly fri 17:00", "The first one comes ");
        await home.Chat.AsksAsync("/digest add never", "'never' says no times.");
        await home.Chat.AsksAsync("/digest add daily 09:00", "You have this one already.");
        await home.Chat.AsksAsync("/digest list", "17:00");
        await home.Chat.AsksAsync("/digest remove 3", "It comes no more.");
        await home.Chat.AsksAsync("/digest list", "18:00");
        home.Chat.Last.Text.ShouldNotContain("17:00");
        await home.Chat.AsksAsync("/digest now", "There is no claw yet");
    }

    [Fact]
    public async Task Missed_ones_come_once_and_late_and_say_so_also_where_the_parent_died_meanwhile()
    {
        await using var home = await TelegramHome.StartAsync(_time);
        await home.Chat.AsksAsync("/digest remove 2", "It comes no more."); // the weekly one; the daily one is kept now
        var store = home.Parent.Get<IDigestStore>();
        var before = await store.ListDigestsAsync(CancellationToken.None);

        await home.StopParentAsync();
        var now = _time.GetUtcNow();
        _time.Skip(now.Date.AddDays(3).AddHours(12) - now.DateTime); // three hours behind the last one
        await home.StartParentAsync();
        await home.Chat.ShowsAsync("Daily digest");
        await home.Chat.EndsWithAsync("[Fleet]");
        home.Chat.Holding("Daily digest").Single().Text.ShouldContain("was due");

        // Killed after the digest was sent and before it moved on, the store still has it as due.
        await home.Parent.Get<IFleetStore>().CommitAsync(
            new FleetChange { Digests = [.. before] }, CancellationToken.None);
        await home.StopParentAsync();
        await home.StartParentAsync();
        await home.DoAsync("/digest now", "The fleet, ");

        home.Chat.Holding("Daily digest").Count.ShouldBe(1, home.Chat.Look());
    }
}

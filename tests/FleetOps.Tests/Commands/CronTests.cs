using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class CronTests : IAsyncLifetime, IDisposable
{
    private GatewayChat _chat = null!;

    public async Task InitializeAsync() => _chat = await GatewayChat.OpenAsync(
        services => services.Configure<ProvisioningOptions>(options => options.TimeZone = "Europe/Berlin"));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task All_jobs_are_shown_and_the_presets_that_are_not_there_are_offered()
    {
        var none = await _chat.SayAsync("/cron alice");
        Chat.Text(none).ShouldBe("alice does nothing by the clock.");
        none.Buttons.Select(button => button.Line).ShouldBe(
        [
            "/cron alice preset morning", "/cron alice preset evening", "/cron alice preset night",
            "/cron alice preset weekly",
        ]);

        _chat.Cron.Have("heartbeat", enabled: false);
        await _chat.SayAsync("/cron alice preset night");
        var list = await _chat.SayAsync("/cron alice list");

        Chat.Text(list).ShouldBe(
            """
            Job | When | Next | Last | Id
            heartbeat | every 30m, switched off | 20 Nov 08:00 UTC | ok | job-1
            parentclaw-night | 0 23 * * * Europe/Berlin |  |  | job-2
            """);
        list.Buttons.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_preset_is_added_once_in_the_machines_zone()
    {
        Chat.Text(await _chat.SayAsync("/cron alice preset morning")).ShouldBe(
            "alice does this now, by the clock of Europe/Berlin: Morning digest, daily at 09:30.");
        Chat.Text(await _chat.SayAsync("/cron alice preset morning")).ShouldBe(
            "alice has parentclaw-morning already (30 9 * * * Europe/Berlin); it was left as it is.");

        _chat.Cron.Orders.Select(order => (order.Name, order.Expression, order.TimeZone, order.TellsOwner))
            .ShouldBe([("parentclaw-morning", "30 9 * * *", "Europe/Berlin", true)]);
    }

    [Fact]
    public async Task An_owner_who_is_a_member_gets_it_in_his_own_zone()
    {
        var book = _chat.Chat.Get<MemberBook>();
        var code = await book.InviteAsync(Role.Viewer, GatewayChat.Ann, CancellationToken.None);
        var id = TelegramId.Of(GatewayChat.Alice.Owner!.Value);
        await book.RedeemAsync(code, id, "Owner", CancellationToken.None);
        await book.SetTimeZoneAsync(id, "Asia/Tokyo", CancellationToken.None);
        await _chat.SayAsync("/cron alice preset all");
        await book.SetTimeZoneAsync(id, "Europe/Paris", CancellationToken.None);

        _chat.Cron.Orders.Select(order => (order.Expression, order.TimeZone, order.TellsOwner)).ShouldBe(
        [
            ("30 9 * * *", "Asia/Tokyo", true), ("30 19 * * *", "Asia/Tokyo", true),
            ("0 23 * * *", "Asia/Tokyo", false), ("0 18 * * 0", "Asia/Tokyo", true),
        ]);
        Chat.Text(await _chat.SayAsync("/cron alice preset night")).ShouldEndWith(
            "/cron alice remove parentclaw-night, and then this again, moves it to Europe/Paris.");
    }

    [Fact]
    public async Task Two_who_order_the_same_at_once_do_not_double_it()
    {
        var (desk, way) = (_chat.Chat.Get<CronDesk>(), new TaskCompletionSource());
        var orders = CronPreset.All.ConvertAll(preset => preset.In("UTC"));
        _chat.Cron.Way = way.Task;

        // Each goes as far as it can before the next begins.
        var first = desk.AddAsync(GatewayChat.Alice, orders, CancellationToken.None);
        var second = desk.AddAsync(GatewayChat.Alice, orders, CancellationToken.None);
        way.SetResult();

        (await first).ShouldBeEmpty();
        (await second).Count.ShouldBe(4);
        _chat.Cron.Jobs.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Preset_none_takes_ours_away_and_no_other()
    {
        _chat.Cron.Have("heartbeat");
        await _chat.SayAsync("/cron alice preset all");

        Chat.Text(await _chat.SayAsync("/cron alice preset none")).ShouldBe(
            "alice does not do this any more: "
            + "parentclaw-morning, parentclaw-evening, parentclaw-night, parentclaw-weekly.");
        _chat.Cron.Jobs.Select(job => job.Name).ShouldBe(["heartbeat"]);
        Chat.Text(await _chat.SayAsync("/cron alice preset none")).ShouldBe("alice has none of the presets.");
        (await _chat.SayAsync("/cron alice preset noon")).Buttons.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_job_of_one_s_own_is_added_and_its_name_is_given_once()
    {
        Chat.Text(await _chat.SayAsync("/cron alice add standup at=9:05 on=mon,Friday tell=nobody What  is due?"))
            .ShouldBe("alice does standup now, at 9:05 mon,Friday by the clock of Europe/Berlin.");
        _chat.Cron.Orders.ShouldBe(
            [new GatewayCronOrder("standup", "5 9 * * 1,5", "Europe/Berlin", "What  is due?", TellsOwner: false)]);

        var again = await _chat.SayAsync("/cron alice add Standup at=10:00 Again?");
        again.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(again).ShouldStartWith("alice has a job named standup already (5 9 * * 1,5 Europe/Berlin).");
        _chat.Cron.Jobs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("add", "Give it a name, a time and what the agent is told:")]
    [InlineData("add standup at=09:00", "Give it a name, a time and what the agent is told:")]
    [InlineData("add standup What is due?", "Say when: at=09:30")]
    [InlineData("add standup at=25:00 What is due?", "'25:00' is no time of the day.")]
    [InlineData("add standup at=09:00 on=s What is due?", "'s' is no choice of days.")]
    [InlineData("add a;b at=09:00 What is due?", "'a;b' is no name for a job")]
    [InlineData("add parentclaw-x at=09:00 What is due?", "'parentclaw-x' is no name for a job")]
    [InlineData("add standup at=09:00 a\0b", "")]
    [InlineData("remove", "alice has no job ''.")]
    [InlineData("remove nothing", "alice has no job 'nothing'.")]
    public async Task What_cannot_be_is_refused(string typed, string start)
    {
        var reply = await _chat.SayAsync($"/cron alice {typed}");

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldStartWith(start);
        _chat.Cron.Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_is_removed_once_that_is_confirmed_for_its_text_is_nowhere_else()
    {
        _chat.Cron.Have("heartbeat");
        _chat.Cron.Have("twin");
        _chat.Cron.Have("twin");
        await _chat.SayAsync("/cron alice preset night");

        var asked = await _chat.SayAsync("/cron alice remove heartbeat");
        Chat.Text(asked).ShouldBe("Ends: heartbeat, every 30m\nGoes: what its agent is told");
        Chat.Text(await _chat.Chat.AnswerAsync(asked, "no")).ShouldBe("heartbeat stays.");
        asked = await _chat.SayAsync("/cron alice remove heartbeat");
        await _chat.Chat.AnswerAsync(asked, "yes");
        Chat.Text(await _chat.SayAsync("/cron alice remove twin"))
            .ShouldBe("2 jobs are named so; take an id: job-2, job-3.");
        (await _chat.SayAsync("/cron alice remove parentclaw-night")).Status.ShouldBe(ReplyStatus.Ok);

        _chat.Cron.Jobs.Select(job => job.Id).ShouldBe(["job-2", "job-3"]);
    }

    [Theory]
    [InlineData("09:30", null, "30 9 * * *")]
    [InlineData("0:00", "weekdays", "0 0 * * 1-5")]
    [InlineData("23:59", "Weekends", "59 23 * * 0,6")]
    [InlineData("7:05", "sun,saturday,mo,mon", "5 7 * * 0,1,6")]
    public void A_time_and_days_become_five_fields(string at, string? on, string expression)
    {
        CronDays.TryRead(at, on, out var read, out _).ShouldBeTrue();
        read.ShouldBe(expression);
    }
}

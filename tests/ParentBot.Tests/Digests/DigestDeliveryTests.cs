using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Digests;
using ParentClaw.ParentBot.Tests.Alerting;
using ParentClaw.TestKit;
using Quartz;

namespace ParentClaw.ParentBot.Tests.Digests;

public sealed class DigestDeliveryTests : IAsyncLifetime
{
    private const string Ford = "telegram:2";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 7, 30, 0, TimeSpan.Zero));
    private readonly RecordedPost _post = new();
    private readonly TestStore _store;

    public DigestDeliveryTests() => _store = new TestStore(time: _time);

    public async Task InitializeAsync()
    {
        var book = _store.Get<MemberBook>();
        await book.RedeemAsync((await book.FindOrMakeClaimCodeAsync(None))!, Ford, "Ford", None);
        await book.SetTimeZoneAsync(Ford, "Europe/Berlin", None);
        await First.GiveAsync(await book.ListAsync(None), None);
    }

    public Task DisposeAsync()
    {
        _store.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_digest_comes_when_it_is_due_in_the_member_s_day_and_once()
    {
        await RunAsync();
        _post.Keys(Ford).ShouldBeEmpty();
        _time.Advance(TimeSpan.FromMinutes(30)); // nine o'clock in Berlin
        await RunAsync();
        await RunAsync();
        var only = _post.Keys(Ford).ShouldHaveSingleItem();
        only.ShouldBe("digest:1:1795161600000000");
        _post.Look(Ford, only)!.ShouldStartWith("Daily digest, 20 Nov 09:00");
    }

    [Fact]
    public async Task What_was_missed_comes_late_and_says_so_and_once()
    {
        _time.Advance(TimeSpan.FromHours(50)); // two mornings
        await RunAsync();
        await RunAsync();
        _post.Look(Ford, _post.Keys(Ford).ShouldHaveSingleItem())!
            .ShouldContain("This comes late: it was due 22 Nov 09:00");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_death_before_or_after_the_sending_sends_nothing_twice(bool diesBefore)
    {
        _time.Advance(TimeSpan.FromMinutes(31));
        _post.DiesBefore = diesBefore;
        await Should.ThrowAsync<ProcessDiedException>(RunAsync);
        await RunAsync();
        _post.Changes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_removed_his_digests_does_not_get_them_back()
    {
        var his = await Digests.ListDigestsAsync(None);
        his.Select(digest => digest.Cron).ShouldBe([DigestTimes.Daily, DigestTimes.Weekly]);
        await _store.Fleet.CommitAsync(new() { RemovedDigests = [.. his.Select(digest => digest.Id)] }, None);
        await First.GiveAsync(await _store.Get<MemberBook>().ListAsync(None), None);
        (await Digests.ListDigestsAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_digest_has_a_trigger_in_its_member_s_zone_which_follows_both()
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddQuartz(quartz => quartz.UseInMemoryStore())
            .BuildServiceProvider();
        var schedulers = services.GetRequiredService<ISchedulerFactory>();
        var scheduler = await schedulers.GetScheduler(None);
        using var schedule = new DigestSchedule(
            Digests, _store.Get<MemberBook>(), First, Delivery(), schedulers, new DigestSignal(), _time,
            NullLogger<DigestSchedule>.Instance);
        await schedule.AlignAsync(None);
        (await ShownAsync(scheduler)).ShouldBe(
            ["0 0 9 ? * * Europe/Berlin", "0 0 18 ? * SUN Europe/Berlin"], ignoreOrder: true);

        await _store.Get<MemberBook>().SetTimeZoneAsync(Ford, "Asia/Tokyo", None);
        var digest = new Digest { Member = Ford, Cron = "0 30 8 ? * *", LastDue = _time.GetUtcNow() };
        await _store.Fleet.CommitAsync(new() { Digests = [digest], RemovedDigests = [2] }, None);
        await schedule.AlignAsync(None);
        (await ShownAsync(scheduler)).ShouldBe(
            ["0 0 9 ? * * Asia/Tokyo", "0 30 8 ? * * Asia/Tokyo"], ignoreOrder: true);
        await scheduler.Shutdown(waitForJobsToComplete: false, None);
    }

    private IDigestStore Digests => _store.Get<IDigestStore>();

    private FirstDigests First => new(_store.Fleet, Digests, _time);

    private Task RunAsync() => Delivery().RunAsync(only: null, None);

    private DigestDelivery Delivery()
    {
        var retired = new RetiredDisks(ScriptedCloud.New().Item1, _store.Fleet, _time);
        var layers = new AppLayers(Directory.CreateDirectory(_folder["layers"]).FullName);
        var pictures = new FleetPictures(
            _store.Fleet, _store.Get<IAlertStore>(), Digests, retired, layers, _time);
        return new DigestDelivery(
            _store.Fleet, Digests, _store.Get<MemberBook>(), _post, pictures, _time,
            NullLogger<DigestDelivery>.Instance);
    }

    private static async Task<List<string>> ShownAsync(IScheduler scheduler)
    {
        var shown = new List<string>();
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), None))
            if (await scheduler.GetTrigger(key, None) is ICronTrigger cron)
                shown.Add($"{cron.CronExpressionString} {cron.TimeZone.Id}");
        return shown;
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using Quartz;

namespace ParentClaw.ParentBot.Digests;

/// <summary>
/// Keeps a trigger for each digest, in its member's time zone, and makes up for what was missed: at start, and every
/// minute.
/// </summary>
internal sealed partial class DigestSchedule(
    IDigestStore digests, MemberBook book, FirstDigests first, DigestDelivery delivery, ISchedulerFactory schedulers,
    DigestSignal signal, TimeProvider time, ILogger<DigestSchedule> logger) : BackgroundService
{
    private const string Group = "digests";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, (string Cron, string Zone)> _scheduled = [];

    /// <summary>Brings the triggers in line with the store, and gives new members their first digests.</summary>
    public async Task AlignAsync(CancellationToken cancellationToken)
    {
        var members = await book.ListAsync(cancellationToken);
        await first.GiveAsync(members, cancellationToken);
        var zones = members.ToDictionary(member => member.Id, MemberZones.Of);
        var wanted = (await digests.ListDigestsAsync(cancellationToken))
            .Where(digest => zones.ContainsKey(digest.Member))
            .ToDictionary(digest => digest.Id, digest => (digest.Cron, zones[digest.Member].Id));
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var (id, _) in _scheduled.Where(one => wanted.GetValueOrDefault(one.Key) != one.Value).ToList())
        {
            await scheduler.DeleteJob(KeyOf(id), cancellationToken);
            _scheduled.Remove(id);
        }

        foreach (var (id, times) in wanted.Where(one => !_scheduled.ContainsKey(one.Key)))
        {
            var trigger = TriggerBuilder.Create(time)
                .WithIdentity($"{id}", Group)
                .WithCronSchedule(times.Cron, cron => cron
                    .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById(times.Id))
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build();
            var job = JobBuilder.Create<DigestJob>().WithIdentity(KeyOf(id)).Build();
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
            _scheduled[id] = times;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var changed = signal.Next;
            try
            {
                await AlignAsync(stoppingToken);
                await delivery.RunAsync(only: null, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }

            await Task.WhenAny(changed, Task.Delay(LookEvery, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private static JobKey KeyOf(long digest) => new($"{digest}", Group);

    [LoggerMessage(LogLevel.Error, "Digests could not be looked after; tried again within a minute")]
    private partial void LogFailed(Exception failure);
}

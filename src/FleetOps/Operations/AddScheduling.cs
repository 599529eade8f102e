using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Health;
using Quartz;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Registers Quartz: in memory, with places for operations and for what must run beside them.</summary>
internal static class SchedulingRegistration
{
    // Sweeps, digests and copies must find a place while all operations run.
    private const int PlacesBesideOperations = 4;

    /// <summary>Adds the jobs, and what goes on with open operations at the start.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration)
    {
        var atOnce = configuration.GetSection(OperationsOptions.Section).Get<OperationsOptions>()?.MaxConcurrent
            ?? new OperationsOptions().MaxConcurrent;
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = atOnce + PlacesBesideOperations);
            quartz.UseExecutionLimits(limits => limits.ForGroup(QuartzOperationScheduler.Group, atOnce));
            quartz.ScheduleJob<SweepJob>((provider, trigger) => trigger
                .WithIdentity(nameof(SweepJob))
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(provider.GetRequiredService<IOptions<WatchOptions>>().Value.Interval)
                    .RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
                (_, job) => job.WithIdentity(nameof(SweepJob)));
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services
            .AddSingleton<IOperationScheduler, QuartzOperationScheduler>()
            .AddTransient<OperationJob>()
            .AddHostedService<OperationsAtStop>()
            .AddHostedService<OperationResumption>();
    }
}

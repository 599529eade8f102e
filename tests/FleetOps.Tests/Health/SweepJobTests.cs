using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;
using Quartz;

namespace ParentClaw.FleetOps.Tests.Health;

public sealed class SweepJobTests(PaperWorld world) : PaperTests(world)
{
    private static readonly OperationsOptions Defaults = new();

    [Fact]
    public async Task A_sweep_keeps_what_it_saw()
    {
        var claw = await DeployedAsync();
        var before = await World.Store.ListProbesAsync(claw.Name, 9, default);

        await NewJob(Life).Execute(null!, default);

        (await World.Store.ListProbesAsync(claw.Name, 9, default)).Count.ShouldBe(before.Count + 1);
    }

    [Fact]
    public async Task A_sweep_that_fails_is_no_reason_to_make_no_other()
    {
        await DeployedAsync();
        World.Shell.On(Name.Value, "probe.sh", _ => throw new InvalidOperationException("a bug"));

        await Should.NotThrowAsync(async () => await NewJob(Life).Execute(null!, default));
        World.Shell.On(Name.Value, "probe.sh", _ => null);
    }

    [Fact]
    public async Task A_sweep_finds_a_place_while_as_many_operations_run_as_may_and_a_stop_leaves_these_open()
    {
        var shell = new HeldShell();
        await using var life = World.Live(services => services
            .AddSingleton<IRemoteShell>(shell)
            .AddSingleton<IOperationScheduler, QuartzOperationScheduler>());
        await World.Store.CommitAsync(new() { Claw = Some.RunningClaw() }, default);
        var orders = new List<OperationId>();
        for (var i = 0; i <= Defaults.MaxConcurrent; i++)
        {
            var claw = Some.RunningClaw();
            await World.Store.CommitAsync(new() { Claw = claw }, default);
            orders.Add((await life.SayAsync($"/park {claw.Name}")).Operation!);
        }

        var scheduler = await life.GetRequiredService<ISchedulerFactory>().GetScheduler(default);
        await scheduler.Start(default);
        for (var i = 0; i < Defaults.MaxConcurrent; i++)
            await shell.Held.WaitAsync();
        await shell.Probed.WaitAsync(); // at the start
        await scheduler.TriggerJob(new JobKey(nameof(SweepJob)), default);
        await shell.Probed.WaitAsync();

        shell.Held.CurrentCount.ShouldBe(0);
        await scheduler.Shutdown(waitForJobsToComplete: true, default);
        var open = await World.Store.ListOpenOperationsAsync(default);
        open.Select(operation => operation.Id).ShouldBe(orders, ignoreOrder: true);
    }

    private static SweepJob NewJob(IServiceProvider life) => life.GetRequiredService<SweepJob>();

    /// <summary>
    /// Holds every operation fast where it lets go of its connection, until it is told to stop; tells of each probe.
    /// </summary>
    private sealed class HeldShell : IRemoteShell
    {
        public SemaphoreSlim Held { get; } = new(0);

        public SemaphoreSlim Probed { get; } = new(0);

        public Task<RemoteResult> RunAsync(
            RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
        {
            Probed.Release();
            return Task.FromResult(ScriptedShell.Says("{}"));
        }

        public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken)
        {
            Held.Release();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        public Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}

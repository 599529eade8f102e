using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>The real queue, runner and store around an <see cref="Errand"/>; a test runs it when it wants.</summary>
internal sealed class Runners : IOperationScheduler, IDisposable
{
    public static readonly Member Marvin = new("terminal:marvin", "Marvin", Role.Admin);

    private readonly TestStore _store;

    private readonly OperationRegistry _registry;

    public Runners(Errand errand, TimeSpan? retryPause = null)
    {
        _store = new TestStore(time: Time);
        _registry = new OperationRegistry([errand]);
        Settings = Options.Create(new OperationsOptions { RetryPause = retryPause ?? TimeSpan.Zero });
        Steps = new StepRunner(Settings, Time, NullLogger<StepRunner>.Instance);
        Queue = new OperationQueue(Store, _registry, this, Feed, Time);
        Start();
    }

    public IOptions<OperationsOptions> Settings { get; }

    public ManualTime Time { get; } = new(Some.Moment);

    public OperationFeed Feed { get; } = new();

    public FleetOps.Storage.IFleetStore Store => _store.Fleet;

    public OperationQueue Queue { get; }

    public OperationRunner Runner { get; private set; }

    public LettingGo LettingGo { get; private set; }

    public StepRunner Steps { get; }

    public List<OperationId> Scheduled { get; } = [];

    /// <summary>A new start of the process, on the same store.</summary>
    [MemberNotNull(nameof(Runner), nameof(LettingGo))]
    public void Start()
    {
        LettingGo = new LettingGo(Settings, Time);
        Runner = new OperationRunner(
            Store, _registry, Steps, Feed, LettingGo, Time, NullLogger<OperationRunner>.Instance);
    }

    public void Dispose() => _store.Dispose();

    public Task ScheduleAsync(OperationId operation, CancellationToken cancellationToken)
    {
        Scheduled.Add(operation);
        return Task.CompletedTask;
    }

    public async Task<Claw> KeepAsync(Claw claw) =>
        (await Store.CommitAsync(new() { Claw = claw }, CancellationToken.None)).Claw!;

    public async Task<OperationRecord> OrderAsync(Claw? claw = null)
    {
        var kept = await KeepAsync(claw ?? Some.RunningClaw());
        var accepted = (await Queue.SubmitAsync<Errand>(kept.Name, Marvin, CancellationToken.None))
            .ShouldBeOfType<Submission.Accepted>();
        return accepted.Operation;
    }

    public async Task<OperationRecord> RunAsync(OperationRecord operation)
    {
        await Runner.RunAsync(operation.Id, CancellationToken.None);
        return await FindAsync(operation);
    }

    public async Task<OperationRecord> FindAsync(OperationRecord operation) =>
        (await Store.FindOperationAsync(operation.Id, CancellationToken.None))!;

    public async Task<Claw> ClawOfAsync(OperationRecord operation) =>
        (await Store.FindClawAsync(operation.Claw, CancellationToken.None))!;
}

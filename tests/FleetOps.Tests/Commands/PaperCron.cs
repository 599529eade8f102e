using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Jobs on paper. As OpenClaw it does not care about names, and refuses a time or zone that is none.</summary>
internal sealed class PaperCron : IGatewayCron
{
    private readonly List<GatewayCronJob> _jobs = [];
    private int _count;

    public IReadOnlyList<GatewayCronJob> Jobs => _jobs;

    public List<GatewayCronOrder> Orders { get; } = [];

    /// <summary>What a list takes to arrive, once it was made.</summary>
    public Task Way { get; set; } = Task.CompletedTask;

    public void Have(string name, bool enabled = true) => _jobs.Add(new(
        $"job-{++_count}", name, enabled, "every 30m", Some.Moment.AddMinutes(30), LastStatus: "ok"));

    public async Task<IReadOnlyList<GatewayCronJob>> ListCronAsync(Claw claw, CancellationToken cancellationToken)
    {
        var now = _jobs.ToList();
        await Way.WaitAsync(cancellationToken);
        return now;
    }

    public Task<string> AddCronAsync(Claw claw, GatewayCronOrder order, CancellationToken cancellationToken)
    {
        if (order.Expression.Split(' ').Length != 5 || !TimeZoneInfo.TryFindSystemTimeZoneById(order.TimeZone, out _))
            throw new FleetException(FailureReason.GatewayRefused, "invalid schedule");

        Orders.Add(order);
        var job = new GatewayCronJob(
            $"job-{++_count}", order.Name, Enabled: true, $"{order.Expression} {order.TimeZone}",
            NextRun: null, LastStatus: null);
        _jobs.Add(job);
        return Task.FromResult(job.Id);
    }

    public Task RemoveCronAsync(Claw claw, string id, CancellationToken cancellationToken)
    {
        _jobs.RemoveAll(job => job.Id == id);
        return Task.CompletedTask;
    }
}

using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>The jobs of a gateway, by RPC or command line.</summary>
internal sealed class ClawCron(GatewayCalls calls) : IGatewayCron
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<GatewayCronJob>> ListCronAsync(Claw claw, CancellationToken cancellationToken) =>
        CronAnswers.Read(await calls.AskAsync(
            claw, GatewayCareRequests.ListCron, OpenClawCareCommands.ListCron, cancellationToken));

    /// <inheritdoc/>
    public async Task<string> AddCronAsync(Claw claw, GatewayCronOrder order, CancellationToken cancellationToken)
    {
        if (order.TellsOwner && claw.Owner is null)
        {
            throw new FleetException(
                FailureReason.GatewayRefused, $"{claw.Name} has no owner whom '{order.Name}' could tell anything.");
        }

        var owner = order.TellsOwner ? claw.Owner : null;
        var answer = await calls.AskAsync(
            claw, GatewayCareRequests.AddCron(order, owner), OpenClawCareCommands.AddCron(order, owner),
            cancellationToken);
        return CronAnswers.ReadId(answer) ?? throw OpenClawCli.Unclear(claw, answer, FailureReason.Unexpected);
    }

    /// <inheritdoc/>
    public async Task RemoveCronAsync(Claw claw, string id, CancellationToken cancellationToken)
    {
        var jobs = await ListCronAsync(claw, cancellationToken);
        if (jobs.All(job => job.Id != id))
            return;

        await calls.AskAsync(
            claw, GatewayCareRequests.RemoveCron(id), OpenClawCareCommands.RemoveCron(id), cancellationToken);
    }
}

using System.Text.Json;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>How a gateway is and what keeps it well, by RPC or command line.</summary>
internal sealed class ClawCare(GatewayCalls calls, TimeProvider time) : IGatewayCare
{
    // A start takes 8-22 s on two cores; people report four minutes where state is migrated.
    private static readonly TimeSpan RestartPatience = TimeSpan.FromMinutes(6);

    // What it does for itself after a start is over in seconds, on a busy machine in a minute.
    private static readonly TimeSpan OwnWorkPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GatewayChannel>> ListChannelsAsync(
        Claw claw, CancellationToken cancellationToken) =>
        CareAnswers.ReadChannels(await calls.AskAsync(
            claw, GatewayCareRequests.ListChannels, OpenClawCareCommands.ListChannels, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GatewayFinding>> AuditSecurityAsync(
        Claw claw, CancellationToken cancellationToken) =>
        CareAnswers.ReadFindings(
            await calls.AskByCommandLineAsync(claw, OpenClawCareCommands.AuditSecurity, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GatewayFinding>> ExamineAsync(Claw claw, CancellationToken cancellationToken)
    {
        // It exits with 1, and says ok:false, where it finds something: that is an answer and no failure.
        var result = await calls.RunAsync(claw, OpenClawCareCommands.Examine, cancellationToken);
        return GatewayAnswer.TryParse(result.Text) is { } answer
            && GatewayAnswer.Find(answer, "findings") is { ValueKind: JsonValueKind.Array }
                ? CareAnswers.ReadFindings(answer)
                : throw GatewayAnswer.Unexpected(claw.Name.Value, result, FailureReason.CommandFailed);
    }

    /// <inheritdoc/>
    public async Task<GatewayUsage> ReadUsageAsync(Claw claw, int days, CancellationToken cancellationToken) =>
        CareAnswers.ReadUsage(await calls.AskAsync(
            claw, GatewayCareRequests.ReadUsage(days), OpenClawCareCommands.ReadUsage(days), cancellationToken));

    /// <inheritdoc/>
    public async Task<GatewayUpdate> FindUpdateAsync(Claw claw, CancellationToken cancellationToken)
    {
        var result = await calls.RunAsync(claw, OpenClawCareCommands.FindUpdate, cancellationToken);
        return CareAnswers.ReadUpdate(result.Text)
            ?? throw GatewayAnswer.Unexpected(claw.Name.Value, result, FailureReason.CommandFailed);
    }

    /// <inheritdoc/>
    public async Task RestartSafelyAsync(Claw claw, CancellationToken cancellationToken)
    {
        if (await FindWorkAsync(claw, cancellationToken) is { } work)
            throw new FleetException(FailureReason.GatewayRefused, $"{claw.Name} is at work: {work}. Try again later.");

        var before = await calls.FindHelloAsync(claw, cancellationToken);
        await calls.AskAsync(claw, GatewayCareRequests.Restart, OpenClawCareCommands.Restart, cancellationToken);
        await AwaitRestartAsync(claw, before?.BootId, cancellationToken);
    }

    // A person's or an agent's work is said at once; the gateway's own is waited out.
    private async Task<string?> FindWorkAsync(Claw claw, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var may = await calls.AskAsync(
                claw, GatewayCareRequests.MayRestart, OpenClawCareCommands.MayRestart, cancellationToken);
            if (CareAnswers.MayRestart(may, out var busyWith))
                return null;
            if (!CareAnswers.IsBusyWithItself(may) || time.GetElapsedTime(since) >= OwnWorkPatience)
                return busyWith;

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private async Task AwaitRestartAsync(Claw claw, string? bootBefore, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < RestartPatience)
        {
            await Task.Delay(Look, time, cancellationToken);
            if (await IsBackAsync(claw, bootBefore, cancellationToken))
                return;
        }

        throw new FleetException(
            FailureReason.Timeout,
            $"{claw.Name}'s gateway did not come back in {RestartPatience.TotalMinutes:0} min. "
                + $"/resuscitate {claw.Name}");
    }

    // By RPC another boot id proves it; the command line can only say that somebody answers.
    private async Task<bool> IsBackAsync(Claw claw, string? bootBefore, CancellationToken cancellationToken)
    {
        if (bootBefore is null)
        {
            var result = await calls.RunAsync(claw, OpenClawCareCommands.IsLive, cancellationToken);
            return result.IsSuccess;
        }

        calls.Forget(claw);
        return await calls.FindHelloAsync(claw, cancellationToken) is { } hello && hello.BootId != bootBefore;
    }
}

using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>
/// Tells a client that asked for it how far it is: one notification when an Admin is waited for, one as each step
/// begins. The number grows with each, as the protocol wants it.
/// </summary>
/// <param name="server">Who tells.</param>
/// <param name="token">What the client asked under; null where it did not ask.</param>
internal sealed class StepProgress(McpServer server, ProgressToken? token)
{
    private int _before; // what was told before the steps
    private int _shown = -1;

    /// <summary>Tells that an Admin has to decide.</summary>
    public Task ShowAsync(ProposalView proposal, CancellationToken cancellationToken)
    {
        if (_before > 0)
            return Task.CompletedTask;

        _before = 1;
        return TellAsync(0, null, $"{proposal.Id} waits for an Admin.", cancellationToken);
    }

    /// <summary>Tells how far an operation is; of its end the result tells.</summary>
    public Task ShowAsync(OperationView operation, CancellationToken cancellationToken)
    {
        var ended = operation.Steps.Count(step => step.Status is "done" or "skipped" or "failed");
        return Outcomes.IsOver(operation) || ended == operation.Steps.Count
            ? Task.CompletedTask
            : TellAsync(
                _before + ended, _before + operation.Steps.Count, operation.Steps[ended].Says, cancellationToken);
    }

    private Task TellAsync(int now, int? all, string says, CancellationToken cancellationToken)
    {
        if (token is not { } asked || now <= _shown)
            return Task.CompletedTask;

        _shown = now;
        return server.NotifyProgressAsync(
            asked,
            new ProgressNotificationValue { Progress = now, Total = all, Message = says },
            cancellationToken: cancellationToken);
    }
}

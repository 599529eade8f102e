using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>
/// Tells a client that asked for it how far it is: one notification when an Admin is waited for, one as each step
/// begins, of several operations with the claw's name. The number grows with each, as the protocol wants it.
/// </summary>
/// <param name="server">Who tells.</param>
/// <param name="token">What the client asked under; null where it did not ask.</param>
internal sealed class StepProgress(McpServer server, ProgressToken? token) : IOnlooker
{
    private readonly Dictionary<string, OperationView> _looks = [];
    private int _before; // what was told before the steps
    private int _shown = -1;

    /// <inheritdoc/>
    public Task SeeAsync(ProposalView proposal, CancellationToken cancellationToken)
    {
        if (_before > 0)
            return Task.CompletedTask;

        _before = 1;
        return TellAsync(0, null, $"{proposal.Id} waits for an Admin.", cancellationToken);
    }

    /// <inheritdoc/>
    public Task SeeAsync(OperationView operation, bool isOneOfSeveral, CancellationToken cancellationToken)
    {
        _looks[operation.Id] = operation;
        var ended = EndedOf(operation);
        if (Outcomes.IsOver(operation) || ended == operation.Steps.Count)
            return Task.CompletedTask; // of its end the result tells

        var says = operation.Steps[ended].Says;
        return TellAsync(
            _before + _looks.Values.Sum(EndedOf), _before + _looks.Values.Sum(look => look.Steps.Count),
            isOneOfSeveral ? $"{operation.Claw}: {says}" : says, cancellationToken);
    }

    private static int EndedOf(OperationView operation) =>
        operation.Steps.Count(step => step.Status is "done" or "skipped" or "failed");

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

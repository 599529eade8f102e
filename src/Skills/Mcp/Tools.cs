using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary><c>tools/list</c> and <c>tools/call</c>: a tool a command.</summary>
internal sealed class Tools(ParentLine line, KnownTools known, TimeProvider time)
{
    // Who still wants to know after this asks again by the id; nothing is held open for a client that has forgotten.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // A parent that is brought to another version is back within this.
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(2);

    /// <summary>All tools.</summary>
    public async ValueTask<ListToolsResult> ListAsync(
        RequestContext<ListToolsRequestParams> request, CancellationToken cancellationToken)
    {
        var commands = await known.ListAsync(line.To(request.Server), cancellationToken);
        return new ListToolsResult { Tools = commands.ConvertAll(ToolDescription.Of) };
    }

    /// <summary>
    /// Calls one. Cancelling the request stops the wait alone: what was ordered goes on.
    /// </summary>
    /// <exception cref="McpProtocolException">There is no such tool.</exception>
    public async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var parent = line.To(request.Server);
        var command = await known.FindAsync(request.Params?.Name ?? "", parent, cancellationToken)
            ?? throw new McpProtocolException(
                "There is no such tool; tools/list names them all.", McpErrorCode.InvalidParams);
        if (!ToolOrder.TryRead(command, request.Params?.Arguments, out var call, out var refusal))
        {
            return ToolResult.Of(Envelope.Of(
                command.Name, new EnvelopeError(ErrorReason.Usage, refusal, $"As typed in a chat: {command.Usage}")));
        }

        var changes = !ToolExtras.IsLook(command) && !call.Order.DryRun;
        var answer = await line.OrderAsync(parent, command.Name, call.Order, changes, cancellationToken);
        return ToolResult.Of(call.Waits ? await ToTheEndAsync(answer, parent, request, cancellationToken) : answer);
    }

    private async Task<Envelope> ToTheEndAsync(
        Envelope answer, ParentClient parent, RequestContext<CallToolRequestParams> request,
        CancellationToken cancellationToken)
    {
        var progress = new StepProgress(request.Server, request.Params?.ProgressToken);
        using var waiting = new Waiting(new PatientParent(parent, Absence, time), progress, time);
        return await TimeLimit.KeepAsync(
            Longest,
            time,
            async stop =>
            {
                answer = await waiting.ForDecisionAsync(answer, stop);
                return Endings.Of(await waiting.ForOperationsAsync(answer, stop));
            },
            () => new Envelope(false, answer.Command)
            {
                Data = answer.Data,
                Error = new EnvelopeError(ErrorReason.Timeout, "It is not over after an hour, and goes on."),
            },
            cancellationToken);
    }
}

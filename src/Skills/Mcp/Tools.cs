using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary><c>tools/list</c> and <c>tools/call</c>: a tool a command.</summary>
internal sealed class Tools(ParentLine line, KnownTools known, TimeProvider time)
{
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
        return ToolResult.Of(
            call.Waits
                ? await new Waiting(parent, time).EndAsync(
                    answer, new StepProgress(request.Server, request.Params?.ProgressToken), cancellationToken)
                : answer);
    }
}

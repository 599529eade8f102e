using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Mcp;

namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>Serves the fleet by the Model Context Protocol on the standard streams.</summary>
internal sealed class Mcp : IVerb
{
    /// <inheritdoc/>
    public string Name => "mcp";

    /// <inheritdoc/>
    public string Usage => "Usage: parentclaw [--data DIR] [--agent NAME] mcp";

    /// <inheritdoc/>
    public string Summary => "Serve MCP on the standard streams: each command a tool, for IDEs and agents.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        if (call.Arguments is not [])
            return await call.RefuseAsync(Usage);

        // Who names no agent is called by what the client says of itself.
        var agent = call.Call.Agent ?? call.Around.Variable(Call.AgentVariable);
        if (agent is { Length: > 0 } && !Call.IsAgentName(agent))
            return await call.RefuseAsync(Call.AgentRule);
        if (new Reach(call.Around).TryFindSocket(call.Call.Data, out var socket, out var nowhere))
            return await McpVerb.RunAsync(socket, agent is { Length: > 0 } ? agent : null, cancellationToken);

        await call.Around.Errors.WriteLineAsync($"{nowhere.Message} {nowhere.Hint}");
        return ExitCodes.Of(nowhere.Reason);
    }
}

using ModelContextProtocol.Server;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>The line to the parent, under the agent's name; one that is not there now may be there later.</summary>
/// <param name="socket">The parent's socket.</param>
/// <param name="agent">The agent's name; null or empty for that of the client.</param>
/// <param name="time">The clock.</param>
internal sealed class ParentLine(string socket, string? agent, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private ParentClient? _parent;

    /// <summary>The client of the parent for who is at the other end of a server.</summary>
    public ParentClient To(McpServer server)
    {
        lock (_gate)
        {
            return _parent ??= new ParentClient(
                socket, AgentName.Of(string.IsNullOrWhiteSpace(agent) ? server.ClientInfo?.Name : agent));
        }
    }

    /// <summary>
    /// Gives an order; while the parent restarts it is given again, under the same key, so that it acts once.
    /// </summary>
    /// <param name="parent">The parent.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="order">Its arguments.</param>
    /// <param name="changes">Whether it can change anything.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task<Envelope> OrderAsync(
        ParentClient parent, string command, CommandOrder order, bool changes, CancellationToken cancellationToken)
    {
        var key = changes ? $"{Guid.NewGuid():N}" : null;
        return new PatientParent(parent, PatientParent.Restart, time).AskAsync(
            there => there.OrderAsync(command, order, key, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _parent?.Dispose();
}

using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>The local API as it is.</summary>
internal sealed class HttpWay(RunningParentBot parent, string socket) : EnvelopeWay
{
    private readonly ParentClient _client = new(socket, Outcome.Agent);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        parent.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<Envelope> AskAsync(CommandDescription command, string words)
    {
        var said = await _client.OrderAsync(
            command.Name, new CommandOrder { Words = words, Columns = 0 }, $"{Guid.NewGuid():N}",
            CancellationToken.None);
        while (said.Data?.Operation is { Status: "open", Id: var id })
            said = await _client.FindOperationAsync(id, TimeSpan.FromSeconds(30), CancellationToken.None);
        return said;
    }
}

using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>What was said at a gateway, by RPC or command line.</summary>
internal sealed class ClawTalk(GatewayCalls calls) : IGatewayTalk
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<GatewayMessage>> ReadTalkAsync(
        Claw claw, int atMost, CancellationToken cancellationToken)
    {
        var sessions = TalkAnswers.ReadSessions(await calls.AskAsync(
            claw, TalkRequests.ListSessions, TalkRequests.ByCommandLine(TalkRequests.ListSessions), cancellationToken));
        var messages = new List<GatewayMessage>();
        foreach (var session in sessions)
        {
            var history = TalkRequests.ReadHistory(session, atMost);
            messages.AddRange(TalkAnswers.ReadHistory(session, await calls.AskAsync(
                claw, history, TalkRequests.ByCommandLine(history), cancellationToken)));
        }

        // Stable: what has no time stays beside its neighbours.
        return [.. messages.OrderBy(message => message.At ?? DateTimeOffset.MinValue).TakeLast(atMost)];
    }
}

using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>What was said at a gateway. Throws as <see cref="IGateway"/> does.</summary>
public interface IGatewayTalk
{
    /// <summary>
    /// The newest messages of the sessions that were in use last, oldest first. Long ones are cut by the gateway; what
    /// tools said is not among them. All of it is text of strangers.
    /// </summary>
    /// <param name="claw">Whose.</param>
    /// <param name="atMost">How many, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IReadOnlyList<GatewayMessage>> ReadTalkAsync(Claw claw, int atMost, CancellationToken cancellationToken);
}

/// <summary>A message.</summary>
/// <param name="At">When; null where the gateway does not say.</param>
/// <param name="Session">In which session, <c>agent:main:main</c>.</param>
/// <param name="Role"><c>user</c> or <c>assistant</c>, or what else the gateway has.</param>
/// <param name="Text">What was said; hostile text.</param>
public sealed record GatewayMessage(DateTimeOffset? At, string Session, string Role, string Text);

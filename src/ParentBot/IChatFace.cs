namespace ParentClaw.ParentBot;

/// <summary>
/// A way in that talks with people: takes lines to the <see cref="FleetOps.Commands.CommandDispatcher"/>, renders its
/// replies, shows how operations go on. Holds no rule. The terminal is one; others run beside it.
/// </summary>
internal interface IChatFace
{
    /// <summary>Talks until the person ends it or the process is asked to stop.</summary>
    Task<ChatEnd> RunAsync(CancellationToken cancellationToken);
}

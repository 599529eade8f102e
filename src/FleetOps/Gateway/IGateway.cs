using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// The OpenClaw gateway of one claw: who wants to speak to it, what is said, what it logged. More in the neighbours:
/// <see cref="IGatewayDevices"/>, <see cref="IGatewayConfig"/>, <see cref="IGatewayCron"/>, <see cref="IGatewayCare"/>,
/// <see cref="IGatewayTalk"/>.
/// Asked by RPC where it speaks that, else by the <c>openclaw</c> command line.
/// </summary>
/// <remarks>
/// Throws <see cref="FleetException"/>: <see cref="FailureReason.GatewayRefused"/> with the gateway's own words where
/// it says no,
/// <see cref="FailureReason.Unavailable"/> where it is down, <see cref="FailureReason.Timeout"/> where it hangs, and
/// the reasons of <see cref="Remote.IRemoteShell"/>.
/// Verdicts come
/// from what it prints, never from an exit code alone: several of them lie (facts in the CLI's builder).
/// </remarks>
public interface IGateway
{
    /// <summary>People who wrote to the claw's bot and wait to be let in; works while the gateway is down.</summary>
    Task<IReadOnlyList<PairingRequest>> ListPairingsAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>Lets one in. Never makes him the owner: where that cannot be ruled out, it is refused.</summary>
    Task<PairingApproval> ApprovePairingAsync(Claw claw, PairingRequest request, CancellationToken cancellationToken);

    /// <summary>Turns one away.</summary>
    Task DenyPairingAsync(Claw claw, PairingRequest request, CancellationToken cancellationToken);

    /// <summary>Sends a message as the claw's bot; each byte of the text arrives. At most once: no retry.</summary>
    /// <param name="claw">Which claw speaks.</param>
    /// <param name="recipient">Numeric Telegram id.</param>
    /// <param name="text">What it says.</param>
    /// <param name="cancellationToken">Ends the waiting; the message may still have been sent.</param>
    /// <returns>Telegram's id of the message.</returns>
    /// <exception cref="FleetException">
    /// <see cref="FailureReasonExtensions.LeavesDoubt"/> says whether it may have been sent all the same;
    /// <see cref="FailureReason.Unexpected"/> where the gateway's answer does not tell.
    /// </exception>
    Task<string> SendMessageAsync(Claw claw, long recipient, string text, CancellationToken cancellationToken);

    /// <summary>Gives the claw's agent a turn, in its main session, and waits for what it says. No retry.</summary>
    /// <param name="claw">Whose agent.</param>
    /// <param name="text">What it is told; each byte arrives.</param>
    /// <param name="cancellationToken">Ends the waiting; the turn may go on.</param>
    /// <returns>Its answer, paragraphs divided by an empty line; empty where it said nothing.</returns>
    /// <exception cref="FleetException">As <see cref="SendMessageAsync"/>.</exception>
    Task<string> AskAgentAsync(Claw claw, string text, CancellationToken cancellationToken);

    /// <summary>The newest lines of the gateway's log, oldest first; works while the gateway is down.</summary>
    Task<IReadOnlyList<GatewayLogLine>> ReadLogAsync(Claw claw, int lines, CancellationToken cancellationToken);
}

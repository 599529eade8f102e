using System.Net.Sockets;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>Says why a parent does not answer. Pure.</summary>
internal static class NoParent
{
    /// <summary>The error for a connection that could not be made, or broke.</summary>
    /// <param name="socket">Where it was looked for.</param>
    /// <param name="failure">What went wrong.</param>
    public static EnvelopeError Unreachable(string socket, Exception failure) => new(
        ErrorReason.NoParent,
        (failure as SocketException ?? failure.InnerException as SocketException)?.SocketErrorCode switch
        {
            // That there is no such file has no name of its own here.
            SocketError.AddressNotAvailable => $"No parent runs here: there is no socket {socket}.",
            SocketError.ConnectionRefused => $"No parent runs here: {socket} is left of one that ended.",
            SocketError.AccessDenied => $"The parent of {socket} belongs to another account.",
            _ => $"The parent of {socket} is gone: {failure.Message}",
        },
        "Start one: parentclaw run. PARENTCLAW_DATA or --data names another data folder.");

    /// <summary>The error for an answer that is none of ours.</summary>
    public static EnvelopeError Strange(string socket, Exception failure) => new(
        ErrorReason.NoParent,
        $"What answers at {socket} does not speak as a parent of this version: {failure.Message}",
        "Bring both to one version: parentclaw --version.");
}

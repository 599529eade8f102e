using System.Text.Json.Serialization;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// What every way in for programs gives back: HTTP as the body, the CLI under <c>--json</c>, MCP as structured content.
/// </summary>
/// <param name="Ok">Whether it was done, or is under way.</param>
/// <param name="Command">The command's name, or what was asked for where that was none, as <c>operations</c>.</param>
public sealed record Envelope(bool Ok, string Command)
{
    /// <summary>What was answered; null where it came to no answer.</summary>
    public ReplyView? Data { get; init; }

    /// <summary>Why not; null exactly where <see cref="Ok"/>.</summary>
    public EnvelopeError? Error { get; init; }

    /// <summary>
    /// The whole as the parent wrote it, where nobody wanted to read it: <see cref="Data"/> is null then. Empty else.
    /// </summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Unread { get; init; }

    /// <summary>
    /// Whether this stands for no answer though a parent had been reached before or says that it ends: it restarts, and
    /// the same may be asked again. Where none was ever reached it is false.
    /// </summary>
    [JsonIgnore]
    public bool IsParentLost { get; init; }

    /// <summary>An error without an answer.</summary>
    public static Envelope Of(string command, EnvelopeError error) => new(false, command) { Error = error };
}

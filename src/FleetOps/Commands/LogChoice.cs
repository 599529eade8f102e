using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Which lines of a log are wanted. Pure.</summary>
/// <param name="ErrorsOnly">Only those of what went wrong.</param>
/// <param name="From">Only those from then on; null for all.</param>
internal sealed record LogChoice(bool ErrorsOnly, DateTimeOffset? From)
{
    /// <summary>Whether every line is wanted.</summary>
    public bool IsAll => !ErrorsOnly && From is null;

    /// <summary>Whether a line is wanted. One that has no time is never too old.</summary>
    public bool Fits(GatewayLogLine line) =>
        (!ErrorsOnly || line.Level is "error" or "fatal")
        && (line.At is not { } at || From is not { } from || at >= from);

    /// <summary>Whether lines that were not read could be wanted too.</summary>
    /// <param name="read">The newest lines, oldest first.</param>
    /// <param name="most">How many are read at most.</param>
    public bool MayMiss(IReadOnlyList<GatewayLogLine> read, int most) =>
        read.Count >= most && (From is not { } from || read.All(line => line.At is not { } at || at > from));
}

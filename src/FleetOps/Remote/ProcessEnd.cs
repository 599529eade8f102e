using System.Text;

namespace ParentClaw.FleetOps.Remote;

/// <summary>How a local process ended.</summary>
/// <param name="ExitCode">Its exit code, 128 + n where signal n ended it; null where the deadline did.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Error">What it wrote to stderr.</param>
internal sealed record ProcessEnd(int? ExitCode, CappedOutput Output, CappedOutput Error)
{
    /// <summary>Stderr as text.</summary>
    public string ErrorText => Encoding.UTF8.GetString(Error.Kept.Span);

    /// <summary>The end as a command's result.</summary>
    public RemoteResult ToResult(int exitCode) =>
        new(exitCode, Output.Kept, ErrorText, Output.IsTruncated || Error.IsTruncated);
}

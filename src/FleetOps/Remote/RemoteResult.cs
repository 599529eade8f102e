using System.Text;

namespace ParentClaw.FleetOps.Remote;

/// <summary>How a remote command ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + n where signal n ended it.</param>
/// <param name="Output">Its stdout, up to the command's limit.</param>
/// <param name="Error">Its stderr as text, up to the limit.</param>
/// <param name="IsTruncated">Whether something was dropped.</param>
public sealed record RemoteResult(int ExitCode, ReadOnlyMemory<byte> Output, string Error, bool IsTruncated)
{
    /// <summary>Stdout as UTF-8 text; bytes that are none become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);

    /// <summary>Whether it exited with 0.</summary>
    public bool IsSuccess => ExitCode == 0;
}

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// A command to run on a machine: words and stdin, never a shell line. Built by pure functions and tested as text.
/// Nothing secret stands among the words; secrets and free text travel through stdin.
/// </summary>
/// <param name="Words">Program and arguments; quoted by the shell that runs it, each byte arrives as it is.</param>
public sealed record RemoteCommand(params IReadOnlyList<string> Words)
{
    /// <summary>What the command reads from stdin; empty means end of file at once.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>After this the command is ended on both sides. Default 60 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes kept of stdout and of stderr each; the rest is read and dropped. Default 1 MiB.</summary>
    public int OutputLimit { get; init; } = 1024 * 1024;

    /// <summary>Called with each piece of stdout as it arrives; null to only collect.</summary>
    public Action<ReadOnlyMemory<byte>>? OnOutput { get; init; }
}

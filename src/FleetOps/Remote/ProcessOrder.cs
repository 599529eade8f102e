namespace ParentClaw.FleetOps.Remote;

/// <summary>A local process to run.</summary>
/// <param name="Program">Name on PATH, or a path.</param>
/// <param name="Arguments">Its arguments; no shell reads them.</param>
internal sealed record ProcessOrder(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>What it reads from stdin; empty means end of file at once.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>After this its whole process group is killed. Default 60 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes kept of stdout and of stderr each. Default 1 MiB.</summary>
    public int OutputLimit { get; init; } = 1024 * 1024;

    /// <summary>Called with each piece of stdout as it arrives; the memory is good only during the call.</summary>
    public Action<ReadOnlyMemory<byte>>? OnOutput { get; init; }

    /// <summary>Its whole environment; null means ours.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Where it starts; null means where we are.</summary>
    public string? WorkingFolder { get; init; }
}

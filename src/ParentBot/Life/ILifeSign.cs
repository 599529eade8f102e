namespace ParentClaw.ParentBot.Life;

/// <summary>
/// A part that must show life, or the process is to be started anew: systemd's watchdog is fed only while all do. It is
/// for what hangs; what merely fails, as a poller without network, is alive.
/// </summary>
internal interface ILifeSign
{
    /// <summary>What it is, as in a sentence: <c>the sweep</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it showed life lately enough. Cheap, of any thread; at the start of the process it is true.
    /// </summary>
    bool IsAlive(DateTimeOffset now);
}

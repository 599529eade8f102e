using ParentClaw.ParentBot.Life;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Polling, which must turn: a parent that hears nothing is to be started anew.</summary>
internal sealed class PollLifeSign(PollWatchdog watchdog) : ILifeSign
{
    /// <inheritdoc/>
    public string Name => "the poll of Telegram";

    /// <inheritdoc/>
    public bool IsAlive(DateTimeOffset now) => watchdog.IsAlive;
}

namespace ParentClaw.ParentBot.Telegram;

/// <summary>What the <see cref="Gate"/> says of an update.</summary>
internal enum GateVerdict
{
    /// <summary>From nobody we know: silence.</summary>
    Stranger,

    /// <summary>From nobody we know, who may become somebody: a claim or an invitation.</summary>
    BringsCode,

    /// <summary>From a member.</summary>
    Member,
}

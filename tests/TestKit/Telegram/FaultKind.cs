namespace ParentClaw.TestKit.Telegram;

/// <summary>What goes wrong with a call.</summary>
internal enum FaultKind
{
    /// <summary>It is refused and not carried out.</summary>
    Refuse,

    /// <summary>What stands before the Bot API answers in HTML; the call is not carried out.</summary>
    Html,

    /// <summary>The connection breaks; the call is not carried out.</summary>
    ResetBefore,

    /// <summary>The call is carried out, and the connection breaks.</summary>
    ResetAfter,

    /// <summary>Nothing is said for a while, then the connection breaks; the call is not carried out.</summary>
    SilenceBefore,

    /// <summary>The call is carried out, nothing is said for a while, then the connection breaks.</summary>
    SilenceAfter,
}

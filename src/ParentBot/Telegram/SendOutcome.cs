namespace ParentClaw.ParentBot.Telegram;

/// <summary>What became of an attempt to send something; the closed family is in this file.</summary>
internal abstract record SendOutcome
{
    /// <summary>It is done with.</summary>
    /// <param name="Message">The message that shows it; null where there is none, as after a deletion.</param>
    internal sealed record Arrived(long? Message) : SendOutcome;

    /// <summary>It never can arrive.</summary>
    /// <param name="Why">What Telegram said.</param>
    internal sealed record GivenUp(string Why) : SendOutcome;

    /// <summary>Telegram failed at it; it is tried again.</summary>
    internal sealed record Failed : SendOutcome;

    /// <summary>Telegram wants the whole chat left alone.</summary>
    /// <param name="For">For how long; null where it did not say.</param>
    internal sealed record TooMuch(TimeSpan? For) : SendOutcome;

    /// <summary>Nobody takes messages there: the person blocked the bot, or it was put out of the group.</summary>
    internal sealed record NotWanted : SendOutcome;

    /// <summary>The group became another chat.</summary>
    /// <param name="To">Its id from now on.</param>
    internal sealed record Moved(long To) : SendOutcome;

    /// <summary>Telegram cannot be reached, or does not know the bot: nothing was learnt about the message.</summary>
    internal sealed record Unreachable : SendOutcome;
}

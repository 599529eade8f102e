namespace ParentClaw.FleetOps.Secrets;

/// <summary>What became of a look at a bot token. Closed: the two are in this file.</summary>
public abstract record BotTokenVerdict
{
    private BotTokenVerdict()
    {
    }

    /// <summary>It may serve the claw.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Bot">Whose it is.</param>
    public sealed record Good(Secret Token, BotIdentity Bot) : BotTokenVerdict;

    /// <summary>It may not, or nobody could be asked.</summary>
    /// <param name="Why">A finished sentence that says what to do next.</param>
    public sealed record Bad(string Why) : BotTokenVerdict;
}

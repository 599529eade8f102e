namespace ParentClaw.FleetOps.Secrets;

/// <summary>What can be asked about tokens of Telegram bots, of the parent's own and of claws.</summary>
public interface IBotTokens
{
    /// <summary>The parent's own token, which no claw may have; null where the parent has none.</summary>
    Secret? Own { get; }

    /// <summary>Asks Telegram whose token it is. Changes nothing.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.GatewayRefused"/>: it is no bot's token, or no longer.
    /// <see cref="FailureReason.Throttled"/>, <see cref="FailureReason.Unavailable"/>: Telegram cannot be asked now.
    /// </exception>
    Task<BotIdentity> IdentifyAsync(Secret token, CancellationToken cancellationToken);
}

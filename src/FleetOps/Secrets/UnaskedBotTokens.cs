namespace ParentClaw.FleetOps.Secrets;

/// <summary>Where nothing here talks to Telegram: no token can be asked about.</summary>
internal sealed class UnaskedBotTokens : IBotTokens
{
    /// <inheritdoc/>
    public Secret? Own => null;

    /// <inheritdoc/>
    public Task<BotIdentity> IdentifyAsync(Secret token, CancellationToken cancellationToken) =>
        throw new FleetException(FailureReason.Unavailable, "Nothing here talks to Telegram.");
}

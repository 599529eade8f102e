using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>The Bot API as one bot.</summary>
/// <param name="connection">The way there.</param>
/// <param name="token">Whose calls they are.</param>
internal sealed class BotClient(BotConnection connection, Secret token) : IBotApi
{
    /// <summary>The same way as another bot.</summary>
    public BotClient For(Secret other) => new(connection, other);

    /// <inheritdoc/>
    public Task<TResult> CallAsync<TResult>(BotRequest<TResult> request, CancellationToken cancellationToken) =>
        connection.CallAsync(token, request, cancellationToken);
}

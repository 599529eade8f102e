using System.Collections.Concurrent;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Bots that a test makes up, as Telegram would know them.</summary>
internal sealed class BotTokens : IBotTokens
{
    private readonly ConcurrentDictionary<string, BotIdentity> _bots = new();

    /// <inheritdoc/>
    public Secret? Own { get; } = new("1:parent");

    /// <summary>Whether Telegram can be asked.</summary>
    public bool IsOffline { get; set; }

    /// <summary>Makes a bot and returns its token.</summary>
    public string Make(long id, string userName)
    {
        var token = $"{id}:token-of-{userName}";
        _bots[token] = new BotIdentity(id, userName, "Alice");
        return token;
    }

    /// <inheritdoc/>
    public Task<BotIdentity> IdentifyAsync(Secret token, CancellationToken cancellationToken) =>
        IsOffline
            ? throw new FleetException(FailureReason.Unavailable, "Telegram cannot be reached.")
            : Task.FromResult(
                _bots.GetValueOrDefault(token.Reveal())
                ?? throw new FleetException(FailureReason.GatewayRefused, "Unauthorized"));
}

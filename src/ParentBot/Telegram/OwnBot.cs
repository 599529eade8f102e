using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Who the parent's own bot is, once Telegram said so.</summary>
internal sealed class OwnBot(ParentIdentity identity)
{
    private readonly TaskCompletionSource<User> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The bot; null before Telegram was reached for the first time.</summary>
    public User? User => _known.Task.IsCompletedSuccessfully ? _known.Task.Result : null;

    /// <summary>Ends once <see cref="User"/> is known.</summary>
    public Task KnownAsync(CancellationToken cancellationToken) => _known.Task.WaitAsync(cancellationToken);

    /// <summary>Remembers what Telegram said.</summary>
    public void Learn(User user)
    {
        identity.BotUserName = user.Username;
        _known.TrySetResult(user);
    }
}

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Telegram's Bot API, one call at a time. Repeats nothing by itself: who calls knows what may be repeated.
/// </summary>
internal interface IBotApi
{
    /// <summary>Makes a call and waits for its result.</summary>
    /// <exception cref="BotApiException">Telegram said no, or did not answer.</exception>
    Task<TResult> CallAsync<TResult>(BotRequest<TResult> request, CancellationToken cancellationToken);
}

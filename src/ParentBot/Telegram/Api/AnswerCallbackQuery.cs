namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Tells a pressed button that it was heard; it shows that it waits until then. Once per press, within seconds.
/// </summary>
/// <param name="CallbackQueryId">The press.</param>
internal sealed record AnswerCallbackQuery(string CallbackQueryId) : BotRequest<bool>
{
    /// <inheritdoc/>
    public override string Method => "answerCallbackQuery";

    /// <summary>What is shown for a moment, at most 200 characters; null for nothing.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the text stays until it is dismissed.</summary>
    public bool? ShowAlert { get; init; }
}

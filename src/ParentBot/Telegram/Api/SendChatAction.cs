namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Shows for five seconds, or until the next message, that the bot does something.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="Action">What it does, <see cref="Typing"/>.</param>
internal sealed record SendChatAction(long ChatId, string Action = SendChatAction.Typing) : BotRequest<bool>
{
    /// <summary>"is typing".</summary>
    public const string Typing = "typing";

    /// <summary>"is sending a file".</summary>
    public const string UploadDocument = "upload_document";

    /// <inheritdoc/>
    public override string Method => "sendChatAction";
}

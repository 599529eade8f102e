namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>What a chat is called; refused where the bot was never part of it.</summary>
/// <param name="ChatId">Which chat.</param>
internal sealed record GetChat(long ChatId) : BotRequest<Chat>
{
    /// <inheritdoc/>
    public override string Method => "getChat";
}

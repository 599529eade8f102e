namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Who the bot of a token is; also the cheapest proof that the token is good.</summary>
internal sealed record GetMe : BotRequest<User>
{
    /// <inheritdoc/>
    public override string Method => "getMe";
}

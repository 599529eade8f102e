namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Takes the menu of a scope away; the next wider one shows then.</summary>
internal sealed record DeleteMyCommands : BotRequest<bool>
{
    /// <inheritdoc/>
    public override string Method => "deleteMyCommands";

    /// <summary>Whose menu; null for the default one.</summary>
    public BotCommandScope? Scope { get; init; }
}

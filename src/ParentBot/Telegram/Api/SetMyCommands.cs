namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Sets the menu of commands that the people of a scope are offered.</summary>
/// <param name="Commands">At most 100, in the order of the menu.</param>
internal sealed record SetMyCommands(IReadOnlyList<BotCommand> Commands) : BotRequest<bool>
{
    /// <inheritdoc/>
    public override string Method => "setMyCommands";

    /// <summary>Who is offered them; null for all whom no narrower scope names.</summary>
    public BotCommandScope? Scope { get; init; }
}

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>An entry of the menu.</summary>
/// <param name="Command">The word behind the slash: 1 to 32 of a-z, 0-9 and underscore.</param>
/// <param name="Description">What it does, in 1 to 256 characters.</param>
internal sealed record BotCommand(string Command, string Description);

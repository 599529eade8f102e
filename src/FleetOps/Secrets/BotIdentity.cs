namespace ParentClaw.FleetOps.Secrets;

/// <summary>Which bot a token is of.</summary>
/// <param name="Id">Its number; the same for all tokens the bot ever had.</param>
/// <param name="UserName">Its name behind the <c>@</c>, without it: <c>alice_claw_bot</c>.</param>
/// <param name="DisplayName">What chats call it.</param>
public sealed record BotIdentity(long Id, string UserName, string DisplayName);

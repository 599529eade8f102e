namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>What somebody is in a chat.</summary>
/// <param name="Status">
/// <c>creator</c>, <c>administrator</c>, <c>member</c>, <c>restricted</c>, <c>left</c> or <c>kicked</c>, which
/// in a private chat means that the person blocked the bot.
/// </param>
/// <param name="User">Who.</param>
internal sealed record ChatMember(string Status, User User);

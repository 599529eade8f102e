namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>What somebody, here the bot itself, is in a chat has changed.</summary>
/// <param name="Chat">Where.</param>
/// <param name="From">Who changed it.</param>
/// <param name="Date">When.</param>
/// <param name="OldChatMember">What it was.</param>
/// <param name="NewChatMember">What it is.</param>
internal sealed record ChatMemberUpdated(
    Chat Chat, User From, DateTimeOffset Date, ChatMember OldChatMember, ChatMember NewChatMember);

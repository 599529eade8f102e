using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Whom a menu is for. The narrowest that fits a person and chat is shown.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(BotCommandScopeDefault), "default")]
[JsonDerivedType(typeof(BotCommandScopeAllPrivateChats), "all_private_chats")]
[JsonDerivedType(typeof(BotCommandScopeAllGroupChats), "all_group_chats")]
[JsonDerivedType(typeof(BotCommandScopeChat), "chat")]
[JsonDerivedType(typeof(BotCommandScopeChatMember), "chat_member")]
internal abstract record BotCommandScope;

/// <summary>Everybody whom no other scope names.</summary>
internal sealed record BotCommandScopeDefault : BotCommandScope;

/// <summary>Everybody in private.</summary>
internal sealed record BotCommandScopeAllPrivateChats : BotCommandScope;

/// <summary>All groups.</summary>
internal sealed record BotCommandScopeAllGroupChats : BotCommandScope;

/// <summary>One chat, private or a group.</summary>
/// <param name="ChatId">Which.</param>
internal sealed record BotCommandScopeChat(long ChatId) : BotCommandScope;

/// <summary>One person in one group.</summary>
/// <param name="ChatId">Which group.</param>
/// <param name="UserId">Whom.</param>
internal sealed record BotCommandScopeChatMember(long ChatId, long UserId) : BotCommandScope;

using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>What stands beneath a message to send.</summary>
[JsonDerivedType(typeof(InlineKeyboardMarkup))]
[JsonDerivedType(typeof(ForceReply))]
internal abstract record ReplyMarkup;

using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// The Bot API's JSON: snake_case, nothing that is null. Fields that are not known are passed over: Telegram adds some
/// every few weeks.
/// </summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(UnixTimeConverter)])]
[JsonSerializable(typeof(GetMe))]
[JsonSerializable(typeof(GetUpdates))]
[JsonSerializable(typeof(DeleteWebhook))]
[JsonSerializable(typeof(GetWebhookInfo))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(EditMessageText))]
[JsonSerializable(typeof(EditMessageReplyMarkup))]
[JsonSerializable(typeof(DeleteMessage))]
[JsonSerializable(typeof(AnswerCallbackQuery))]
[JsonSerializable(typeof(SendDocument))]
[JsonSerializable(typeof(SetMyCommands))]
[JsonSerializable(typeof(DeleteMyCommands))]
[JsonSerializable(typeof(SendChatAction))]
[JsonSerializable(typeof(GetChat))]
[JsonSerializable(typeof(BotAnswer<User>))]
[JsonSerializable(typeof(BotAnswer<Chat>))]
[JsonSerializable(typeof(BotAnswer<Message>))]
[JsonSerializable(typeof(BotAnswer<IReadOnlyList<Update>>))]
[JsonSerializable(typeof(BotAnswer<WebhookInfo>))]
[JsonSerializable(typeof(BotAnswer<bool>))]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(CallbackQuery))]
[JsonSerializable(typeof(ChatMemberUpdated))]
internal sealed partial class BotJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// Reads an update so that one which cannot be understood keeps its number, with <see cref="Update.Fault"/>: the others
/// that came along are read all the same, and it can be passed over.
/// </summary>
internal sealed class UpdateConverter : JsonConverter<Update>
{
    /// <inheritdoc/>
    public override Update Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        if (!json.TryGetProperty("update_id"u8, out var id))
            throw new JsonException("An update has no number.");

        var update = new Update(id.GetInt64());
        try
        {
            return update with
            {
                Message = Part(json, "message", BotJson.Default.Message),
                EditedMessage = Part(json, "edited_message", BotJson.Default.Message),
                CallbackQuery = Part(json, "callback_query", BotJson.Default.CallbackQuery),
                MyChatMember = Part(json, "my_chat_member", BotJson.Default.ChatMemberUpdated),
            };
        }
        catch (JsonException unreadable)
        {
            return update with { Fault = unreadable.Message };
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Update value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("update_id"u8, value.UpdateId);
        Write(writer, "message", value.Message, BotJson.Default.Message);
        Write(writer, "edited_message", value.EditedMessage, BotJson.Default.Message);
        Write(writer, "callback_query", value.CallbackQuery, BotJson.Default.CallbackQuery);
        Write(writer, "my_chat_member", value.MyChatMember, BotJson.Default.ChatMemberUpdated);
        writer.WriteEndObject();
    }

    private static TPart? Part<TPart>(JsonElement json, string name, JsonTypeInfo<TPart> type) =>
        json.TryGetProperty(name, out var part) ? part.Deserialize(type) : default;

    private static void Write<TPart>(Utf8JsonWriter writer, string name, TPart? part, JsonTypeInfo<TPart> type)
    {
        if (part is null)
            return;

        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, part, type);
    }
}

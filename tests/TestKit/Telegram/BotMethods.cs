using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ParentClaw.TestKit.Telegram;

/// <summary>What bots do besides messages. Each method runs under the world's gate.</summary>
internal sealed partial class BotMethods(World world)
{
    // Telegram names no number; people report some 15 s.
    private static readonly TimeSpan PressValidity = TimeSpan.FromSeconds(15);

    public static JsonNode GetMe(ApiCall call)
    {
        var me = call.Bot.ToJson();
        me["can_join_groups"] = true;
        me["can_read_all_group_messages"] = false;
        me["supports_inline_queries"] = false;
        return me;
    }

    public static JsonNode DeleteWebhook(ApiCall call)
    {
        call.Bot.Updates.Webhook = "";
        if (call.Parameters["drop_pending_updates"]?.GetValue<bool>() == true)
            call.Bot.Updates.Clear();
        return JsonValue.Create(true);
    }

    public static JsonNode GetWebhookInfo(ApiCall call) => new JsonObject
    {
        ["url"] = call.Bot.Updates.Webhook,
        ["has_custom_certificate"] = false,
        ["pending_update_count"] = call.Bot.Updates.Count,
    };

    public JsonNode SendChatAction(ApiCall call)
    {
        world.Reach(call.Bot, call.Chat);
        return JsonValue.Create(true);
    }

    public JsonNode AnswerPress(ApiCall call)
    {
        var known = world.Presses.Remove(call.Text("callback_query_id")!, out var press);
        var now = world.Time.GetUtcNow();
        if (!known || press!.Bot != call.Bot || now - press.At > PressValidity)
        {
            throw Refusal.BadRequest(
                "query is too old and response timeout expired or query ID is invalid");
        }

        if (call.Text("text") is { Length: > 200 })
            throw Refusal.BadRequest("MESSAGE_TOO_LONG");
        press.Answer(call.Text("text"), call.Parameters["show_alert"]?.GetValue<bool>() == true, now);
        return JsonValue.Create(true);
    }

    public JsonNode GetChat(ApiCall call)
    {
        var chat = world.Reach(call.Bot, call.Chat).ToJson();
        chat["accent_color_id"] = 0;
        chat["max_reaction_count"] = 11;
        chat["accepted_gift_types"] = new JsonObject
        {
            ["unlimited_gifts"] = false, ["limited_gifts"] = false, ["unique_gifts"] = false,
            ["premium_subscription"] = false, ["gifts_from_channels"] = false,
        };
        return chat;
    }

    public JsonNode SetMyCommands(ApiCall call)
    {
        var commands = call.Parameters["commands"]!.AsArray()
            .Select(one => (one!["command"]!.GetValue<string>(), one["description"]!.GetValue<string>())).ToList();
        if (commands.Count > 100)
            throw Refusal.BadRequest("BOT_COMMANDS_TOO_MUCH");
        foreach (var (command, description) in commands)
        {
            if (!CommandShape().IsMatch(command))
                throw Refusal.BadRequest("BOT_COMMAND_INVALID");
            if (description.Length is < 1 or > 256)
                throw Refusal.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID");
        }

        call.Bot.Commands[Scope(call)] = commands;
        return JsonValue.Create(true);
    }

    public JsonNode DeleteMyCommands(ApiCall call)
    {
        call.Bot.Commands.Remove(Scope(call));
        return JsonValue.Create(true);
    }

    private string Scope(ApiCall call)
    {
        if (call.Parameters["scope"] is not JsonObject scope)
            return """{"type":"default"}""";
        if (scope["chat_id"] is { } chat && !world.People.ContainsKey(chat.GetValue<long>()))
            world.Reach(call.Bot, chat.GetValue<long>());
        return scope.ToJsonString();
    }

    [GeneratedRegex(@"\A[a-z0-9_]{1,32}\z")]
    private static partial Regex CommandShape();
}

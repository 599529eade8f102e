using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>What bots do with messages. Each method runs under the world's gate.</summary>
internal sealed class MessageMethods(World world, Pace pace, Action<string> violations)
{
    // https://core.telegram.org/bots/api#deletemessage
    private static readonly TimeSpan Deletable = TimeSpan.FromHours(48);
    private readonly MarkupReader _markup = new(violations);

    public JsonNode Send(ApiCall call)
    {
        var room = world.Reach(call.Bot, call.Chat);
        var text = _markup.Text(call);
        return Post(
            call, room, new ShownMessage(0, call.Bot.Id, call.Bot.Name, text.Text) { Entities = text.Entities });
    }

    public JsonNode SendDocument(ApiCall call)
    {
        var room = world.Reach(call.Bot, call.Chat);
        var caption = _markup.Caption(call);
        var file = call.Parameters["document"]?["$file"]
            ?? throw Refusal.BadRequest("there is no document in the request");
        if (file["size"]!.GetValue<long>() == 0)
            throw Refusal.BadRequest("file must be non-empty");
        return Post(call, room, new ShownMessage(0, call.Bot.Id, call.Bot.Name, caption.Text)
        {
            Entities = caption.Entities,
            File = file["name"]!.GetValue<string>(),
            FileSize = file["size"]!.GetValue<long>(),
        });
    }

    public JsonNode EditText(ApiCall call)
    {
        var (room, old) = Mine(call);
        if (old.File is not null)
            throw Refusal.BadRequest("there is no text in the message to edit");
        var text = _markup.Text(call);
        return Change(call, room, old, old with { Text = text.Text, Entities = text.Entities });
    }

    public JsonNode EditButtons(ApiCall call)
    {
        var (room, old) = Mine(call);
        return Change(call, room, old, old);
    }

    public JsonNode Delete(ApiCall call)
    {
        var room = world.Reach(call.Bot, call.Chat);
        var message = room.Find(call.Message) ?? throw Refusal.BadRequest("message to delete not found");
        var isOfOthers = message.From != call.Bot.Id && !room.IsPrivate && !room.BotsAreAdministrators;
        if (isOfOthers || world.Time.GetUtcNow() - message.At > Deletable)
            throw Refusal.BadRequest("message can't be deleted");

        room.Replace(message with { IsDeleted = true, Buttons = [] });
        return JsonValue.Create(true);
    }

    private JsonObject Post(ApiCall call, Room room, ShownMessage message)
    {
        var buttons = MarkupReader.Buttons(call);
        var answer = call.Parameters["reply_parameters"];
        var answered = answer?["message_id"]!.GetValue<long>();
        if (answered is { } number && room.Find(number) is null)
        {
            if (answer!["allow_sending_without_reply"]?.GetValue<bool>() != true)
                throw Refusal.BadRequest("message to be replied not found");
            answered = null;
        }

        pace.Ask(call.Bot, room);
        return room.ToJson(room.Add(message with
        {
            Buttons = buttons,
            Markup = buttons.Count > 0 ? call.Parameters["reply_markup"]!.DeepClone() : null,
            AsksForReply = call.Parameters["reply_markup"]?["force_reply"] is not null,
            Placeholder = call.Parameters["reply_markup"]?["input_field_placeholder"]?.GetValue<string>(),
            ReplyTo = answered,
            IsSilent = call.Parameters["disable_notification"]?.GetValue<bool>() == true,
        }));
    }

    private (Room Room, ShownMessage Message) Mine(ApiCall call)
    {
        var room = world.Reach(call.Bot, call.Chat);
        var message = room.Find(call.Message) ?? throw Refusal.BadRequest("message to edit not found");
        // Bot API, Updating messages: only those without a reply markup or with an inline keyboard.
        return message.From == call.Bot.Id && !message.AsksForReply
            ? (room, message)
            : throw Refusal.BadRequest("message can't be edited");
    }

    private JsonObject Change(ApiCall call, Room room, ShownMessage old, ShownMessage changed)
    {
        var buttons = MarkupReader.Buttons(call);
        var markup = buttons.Count > 0 ? call.Parameters["reply_markup"] : null;
        if (old.Text == changed.Text && old.Entities.SequenceEqual(changed.Entities)
            && JsonNode.DeepEquals(old.Markup, markup))
        {
            throw Refusal.BadRequest(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                + "current content and reply markup of the message");
        }

        pace.Ask(call.Bot, room);
        return room.ToJson(room.Replace(changed with
        {
            Buttons = buttons,
            Markup = markup?.DeepClone(),
            EditedAt = world.Time.GetUtcNow(),
        }));
    }
}

using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Puts replies among what must go out.</summary>
internal sealed class Replies(
    ReplyMessages messages, ProgressCard progress, IFleetStore fleet, IFaceStore faces, ParentIdentity identity,
    TimeProvider time)
{
    /// <summary>How the keys of answers begin whose buttons say more than they can carry.</summary>
    public const string ButtonsPrefix = "buttons|";

    /// <summary>What a second press of a button that counts once is told.</summary>
    public static Reply PressedBefore { get; } =
        Reply.Refused("That button was pressed before. Give the command again if it shall be done again.");

    /// <summary>What is said where others read along.</summary>
    public static Reply NotHere { get; } =
        Reply.Refused("I take secrets in our private chat only. Give the command there.");

    /// <summary>What is said where others would read along.</summary>
    public static Reply NotBeforeOthers { get; } =
        Reply.Refused("I show that in our private chat only. Give the command there.");

    /// <summary>What is said to a picture or a voice.</summary>
    public static Reply TextOnly { get; } = Reply.Refused("I read text. /help lists what I understand.");

    /// <summary>Adds a reply to a turn: its messages, its question, the card of the operation it started.</summary>
    public async Task<FaceChange> AddAsync(
        FaceChange change, Turn turn, Reply reply, CancellationToken cancellationToken)
    {
        if (reply.Question is { Kind: QuestionKind.Secret } && !turn.IsPrivate)
            return AddTo(change, turn.Chat, Private(NotHere), turn);
        if (reply.IsPrivate && !turn.IsPrivate)
            return AddTo(change, turn.Chat, Private(NotBeforeOthers), turn);

        change = AddTo(change, turn.Chat, reply, turn);
        return reply.Operation is { } id && await fleet.FindOperationAsync(id, cancellationToken) is { } operation
            ? await AddAsync(change, turn, operation, cancellationToken)
            : change;
    }

    /// <summary>Adds a reply to a chat.</summary>
    public FaceChange AddTo(FaceChange change, Chat chat, Reply reply, Turn? turn = null)
    {
        var bodies = messages.Of(reply, turn?.By.Role ?? Role.Admin, turn?.RepliesTo);
        if (bodies.Count == 0)
            return change;

        var key = reply.Question is { Nonce: { } nonce } question && turn is not null
            ? new QuestionKey(turn.By.Id, question.Kind, nonce).ToString()
            : ReplyMessages.NeedsPlaces(bodies[^1])
                ? $"{ButtonsPrefix}{Guid.CreateVersion7(time.GetUtcNow()):N}"
                : null;
        var plain = key is null ? bodies : bodies.Take(bodies.Count - 1);
        change = change with { Outgoing = change.Outgoing.AddRange(plain.Select(body => Message(chat, body))) };
        return key is null
            ? change
            : change with { Cards = change.Cards.Add(new CardLook(chat.Id, key, bodies[^1].ToBody())) };
    }

    /// <summary>One message an operation and chat: who asks for it again is pointed to it.</summary>
    private async Task<FaceChange> AddAsync(
        FaceChange change, Turn turn, OperationRecord operation, CancellationToken cancellationToken)
    {
        var (key, look) = (ProgressCards.KeyOf(operation.Id), progress.Look(operation, time.GetUtcNow()));
        if (operation.Status != OperationStatus.Open)
            return AddTo(change, turn.Chat, look, turn);

        var shown = (await faces.ListCardsAsync(key, cancellationToken))
            .FirstOrDefault(card => card.Chat == turn.Chat.Id && card.Key == key);
        if (shown?.Message is { } message)
        {
            var above = Reply.Ok($"{operation.Id} goes on up here.");
            return AddTo(change, turn.Chat, above, turn with { RepliesTo = message });
        }

        var body = messages.Card(look, turn.IsPrivate ? turn.By.Role : Role.Operator);
        return change with { Cards = change.Cards.Add(new CardLook(turn.Chat.Id, key, body)) };
    }

    private OutgoingItem Message(Chat chat, MessageBody body) =>
        new(chat.Id, OutgoingKind.Message, body.ToBody()) { At = time.GetUtcNow() };

    private Reply Private(Reply why) => identity.BotUserName is { } name
        ? why with { Blocks = why.Blocks.Add(new TextBlock($"https://t.me/{name}")) }
        : why;
}

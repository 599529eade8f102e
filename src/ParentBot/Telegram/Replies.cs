using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Puts replies among what must go out.</summary>
internal sealed class Replies(
    ReplyMessages messages, ProgressCard progress, IFleetStore fleet, ParentIdentity identity, TimeProvider time)
{
    /// <summary>What a second press of a button that counts once is told.</summary>
    public static Reply PressedBefore { get; } =
        Reply.Refused("That button was pressed before. Give the command again if it shall be done again.");

    /// <summary>What is said where others read along.</summary>
    public static Reply NotHere { get; } = Reply.Refused("I take secrets in our private chat only. Give the command there.");

    /// <summary>Adds a reply to a turn: its messages, its question, the card of the operation it started.</summary>
    public async Task<FaceChange> AddAsync(FaceChange change, Turn turn, Reply reply, CancellationToken cancellationToken)
    {
        if (reply.Question is { Kind: QuestionKind.Secret } && !turn.IsPrivate)
            return AddTo(change, turn.Chat, Private(), turn);

        change = AddTo(change, turn.Chat, reply, turn);
        if (reply.Operation is not { } id || await fleet.FindOperationAsync(id, cancellationToken) is not { } operation)
            return change;

        var look = messages.Card(progress.Look(operation, time.GetUtcNow()), turn.By.Role);
        return change with { Cards = change.Cards.Add(new CardLook(turn.Chat.Id, ProgressCards.KeyOf(id), look)) };
    }

    /// <summary>Adds a reply to a chat.</summary>
    public FaceChange AddTo(FaceChange change, Chat chat, Reply reply, Turn? turn = null)
    {
        var role = turn?.By.Role ?? Role.Viewer;
        var bodies = messages.Of(reply, turn?.By.Role ?? Role.Admin, turn?.RepliesTo);
        if (bodies.Count == 0)
            return change;

        var key = reply.Question is { Nonce: { } nonce } question && turn is not null
            ? new QuestionKey(turn.By.Id, question.Kind, nonce).ToString()
            : bodies[^1].NeedsPlaces ? $"buttons|{Guid.CreateVersion7(time.GetUtcNow()):N}" : null;
        var plain = key is null ? bodies : bodies.Take(bodies.Count - 1);
        change = change with { Outgoing = change.Outgoing.AddRange(plain.Select(body => Message(chat, body))) };
        return key is null
            ? change
            : change with { Cards = change.Cards.Add(new CardLook(chat.Id, key, bodies[^1].ToText())) };
    }

    private OutgoingItem Message(Chat chat, MessageBody body) =>
        new(chat.Id, OutgoingKind.Message, body.ToText()) { At = time.GetUtcNow() };

    private Reply Private() => identity.BotUserName is { } name
        ? NotHere with { Blocks = NotHere.Blocks.Add(new TextBlock($"https://t.me/{name}")) }
        : NotHere;
}

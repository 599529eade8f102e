using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>The questions that stand in a chat and wait, found again by their messages.</summary>
internal sealed class OpenQuestions(IFaceStore store, CommandDispatcher dispatcher, Replies replies)
{
    /// <summary>
    /// The question that a text answers: the one whose message it replies to; in private, without such, the member's
    /// newest.
    /// </summary>
    public async Task<ShownCard?> FindAsync(Turn turn, long? repliedTo, CancellationToken cancellationToken)
    {
        var card = repliedTo is { } message
            ? await store.FindCardAsync(turn.Chat.Id, message, cancellationToken)
            : null;
        if (card is { IsLast: false } && QuestionKey.Of(card) is not null)
            return card;

        var mine = await ListAsync(turn, cancellationToken);
        if (turn.IsPrivate)
            return mine.MaxBy(open => open.Message ?? long.MaxValue);

        // Who answers quickly knows the question's number before Telegram told it to us.
        return repliedTo is not null && card is null ? mine.Find(open => open.Message is null) : null;
    }

    /// <summary>
    /// The member's question of a nonce, in this chat; null where it is somebody else's or closed. Found without its
    /// message: a quick finger presses before Telegram told us which that is.
    /// </summary>
    public async Task<ShownCard?> FindAsync(Turn turn, string nonce, CancellationToken cancellationToken) =>
        (await ListAsync(turn, cancellationToken)).Find(card => QuestionKey.Of(card)?.Nonce == nonce);

    /// <summary>Leaves all dialogues of a member in a chat; null where there is none.</summary>
    public async Task<FaceChange?> LeaveAsync(Turn turn, CancellationToken cancellationToken)
    {
        var open = await ListAsync(turn, cancellationToken);
        if (open.Count == 0)
            return null;

        await dispatcher.DropAsync(turn.By, cancellationToken);
        var change = open.Aggregate(new FaceChange(), (so, card) => Close(so, card, "left"));
        return await replies.AddAsync(change, turn, Reply.Ok("Left. Nothing was done."), cancellationToken);
    }

    /// <summary>
    /// Closes a question: its buttons go, and what was answered stands beneath it. One that was typed stays as it is:
    /// the answer stands in the chat, and Telegram lets no message be edited that opened the keyboard.
    /// </summary>
    public static FaceChange Close(FaceChange change, ShownCard card, string answer)
    {
        var asked = MessageBody.Parse(card.Body);
        var look = asked.ForcesReply ? card.Body : ReplyMessages.Answered(asked, answer);
        return change with { Cards = change.Cards.Add(new CardLook(card.Chat, card.Key, look) { IsLast = true }) };
    }

    private async Task<List<ShownCard>> ListAsync(Turn turn, CancellationToken cancellationToken)
    {
        var mine = await store.ListCardsAsync($"{QuestionKey.Prefix}{turn.By.Id}|", cancellationToken);
        return [.. mine.Where(card => card.Chat == turn.Chat.Id)];
    }
}

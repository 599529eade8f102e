using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>What a member presses: a command line, or the answer to what he was asked.</summary>
internal sealed class Presses(
    CommandDispatcher dispatcher, IFaceStore store, OpenQuestions questions, Replies replies)
{
    /// <summary>Carries out one press.</summary>
    public async Task<FaceChange> TakeAsync(Turn turn, CallbackQuery press, CancellationToken cancellationToken)
    {
        var card = press.Message is { } message
            ? await store.FindCardAsync(turn.Chat.Id, message.MessageId, cancellationToken)
            : null;
        return CallbackData.Read(press.Data) switch
        {
            CallbackData.Line(var line) => await SayAsync(turn, line, cancellationToken),
            CallbackData.Answer(var nonce, var answer) => await AnswerAsync(turn, card, nonce, answer, cancellationToken),
            CallbackData.Place(var index) => await TakePlaceAsync(turn, card, index, cancellationToken),
            _ => new FaceChange(),
        };
    }

    private async Task<FaceChange> SayAsync(Turn turn, string line, CancellationToken cancellationToken) =>
        await replies.AddAsync(
            new FaceChange(), turn, await dispatcher.ConverseAsync(line, turn.By, cancellationToken), cancellationToken);

    private async Task<FaceChange> AnswerAsync(
        Turn turn, ShownCard? card, string nonce, string answer, CancellationToken cancellationToken)
    {
        var reply = await dispatcher.AnswerAsync(nonce, answer, turn.By, cancellationToken);
        // Somebody else's question stays his; every other is over, answered or too old.
        var isMine = card is not null && QuestionKey.Of(card)?.Asked == turn.By.Id;
        var change = isMine ? questions.Close(new FaceChange(), card!, ReplyMessages.LabelOf(MessageBody.Parse(card!.Body), nonce, answer)) : new FaceChange();
        return await replies.AddAsync(change, turn, reply, cancellationToken);
    }

    /// <summary>A line too long for its button counts once: with the press its message loses the buttons.</summary>
    private async Task<FaceChange> TakePlaceAsync(
        Turn turn, ShownCard? card, int index, CancellationToken cancellationToken)
    {
        if (card is null || ReplyMessages.SaysAt(MessageBody.Parse(card.Body), index) is not { } says)
            return await replies.AddAsync(new FaceChange(), turn, Replies.PressedBefore, cancellationToken);
        if (QuestionKey.Of(card) is { } asked)
            return await AnswerAsync(turn, card, asked.Nonce, says, cancellationToken);

        var change = new FaceChange
        {
            Cards = [new CardLook(card.Chat, card.Key, (MessageBody.Parse(card.Body) with { Buttons = [] }).ToBody())],
        };
        var reply = await dispatcher.ConverseAsync(says, turn.By, cancellationToken);
        return await replies.AddAsync(change, turn, reply, cancellationToken);
    }
}

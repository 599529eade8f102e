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
        return CallbackData.Read(press.Data) switch
        {
            CallbackData.Line(var line) => await SayAsync(turn, line, cancellationToken),
            CallbackData.Answer(var nonce, var answer) => await AnswerAsync(turn, nonce, answer, cancellationToken),
            CallbackData.Place(var index) =>
                await TakePlaceAsync(turn, press.Message?.MessageId, index, cancellationToken),
            _ => new FaceChange(),
        };
    }

    private async Task<FaceChange> SayAsync(Turn turn, string line, CancellationToken cancellationToken)
    {
        var reply = await dispatcher.ConverseAsync(line, turn.By, cancellationToken);
        return await replies.AddAsync(new FaceChange(), turn, reply, cancellationToken);
    }

    private async Task<FaceChange> AnswerAsync(
        Turn turn, string nonce, string answer, CancellationToken cancellationToken)
    {
        var reply = await dispatcher.AnswerAsync(nonce, answer, turn.By, cancellationToken);
        // Somebody else's question stays his; one's own is over, answered or too old.
        var change = new FaceChange();
        if (await questions.FindAsync(turn, nonce, cancellationToken) is { } mine)
        {
            var label = ReplyMessages.LabelOf(MessageBody.Parse(mine.Body), nonce, answer);
            change = OpenQuestions.Close(change, mine, label);
        }

        return await replies.AddAsync(change, turn, reply, cancellationToken);
    }

    /// <summary>A line too long for its button counts once: with the press its message loses the buttons.</summary>
    private async Task<FaceChange> TakePlaceAsync(
        Turn turn, long? message, int index, CancellationToken cancellationToken)
    {
        var card = message is { } pressed ? await store.FindCardAsync(turn.Chat.Id, pressed, cancellationToken) : null;
        if (card is null || ReplyMessages.SaysAt(MessageBody.Parse(card.Body), index) is not { } says)
            return await replies.AddAsync(new FaceChange(), turn, Replies.PressedBefore, cancellationToken);
        if (QuestionKey.Of(card) is { } asked)
            return await AnswerAsync(turn, asked.Nonce, says, cancellationToken);

        var change = new FaceChange
        {
            Cards = [new CardLook(card.Chat, card.Key, (MessageBody.Parse(card.Body) with { Buttons = [] }).ToBody())],
        };
        var reply = await dispatcher.ConverseAsync(says, turn.By, cancellationToken);
        return await replies.AddAsync(change, turn, reply, cancellationToken);
    }
}

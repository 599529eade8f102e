using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using Message = ParentClaw.ParentBot.Telegram.Api.Message;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>What a member writes: a command, or the answer to what he was asked.</summary>
internal sealed class Lines(
    CommandDispatcher dispatcher, OpenQuestions questions, Doorway doorway, Replies replies, ParentIdentity identity)
{
    private const string Cancel = "/cancel";

    /// <summary>Carries out one message.</summary>
    public async Task<FaceChange> TakeAsync(Turn turn, Message message, CancellationToken cancellationToken)
    {
        if (message.Text is not { Length: > 0 } text)
        {
            return turn.IsPrivate
                ? replies.AddTo(new FaceChange(), turn.Chat, Replies.TextOnly)
                : new FaceChange();
        }

        if (text.StartsWith('/'))
            return IsForAnother(text) ? new FaceChange() : await CommandAsync(turn, message, text, cancellationToken);

        var replied = message.ReplyToMessage is { From.IsBot: true } ours ? ours.MessageId : (long?)null;
        return await questions.FindAsync(turn, replied, cancellationToken) is { } asked
            ? await AnswerAsync(turn, message, asked, text, cancellationToken)
            : await ChatAsync(turn, message, text, cancellationToken);
    }

    private async Task<FaceChange> CommandAsync(
        Turn turn, Message message, string text, CancellationToken cancellationToken)
    {
        if (await doorway.GreetAsync(turn, text, cancellationToken) is { } greeting)
            return greeting;
        if (WordOf(text) == Cancel && text.Trim().IndexOfAny([' ', '\n']) < 0
            && await questions.LeaveAsync(turn, cancellationToken) is { } left)
            return left;

        var change = Conceal(new FaceChange(), turn, message, text);
        var reply = await dispatcher.ConverseAsync(text, turn.By, cancellationToken);
        return await replies.AddAsync(change, turn, reply, cancellationToken);
    }

    private async Task<FaceChange> AnswerAsync(
        Turn turn, Message message, ShownCard card, string text, CancellationToken cancellationToken)
    {
        var asked = QuestionKey.Of(card)!;
        var isSecret = asked.Kind == QuestionKind.Secret;
        var change = isSecret
            ? Delete(new FaceChange(), turn, message)
            : Conceal(new FaceChange(), turn, message, text);
        if (isSecret && !turn.IsPrivate)
            return await replies.AddAsync(change, turn, Replies.NotHere, cancellationToken);

        var reply = await dispatcher.AnswerAsync(asked.Nonce, text, turn.By, cancellationToken);
        if (asked.Asked != turn.By.Id)
            return await replies.AddAsync(change, turn, reply, cancellationToken);

        // A token given where a name was asked for would stand there in part, though its message is gone.
        change = OpenQuestions.Close(change, card, isSecret ? "received" : SecretShapes.Redact(text));
        return await replies.AddAsync(change, turn, reply, cancellationToken);
    }

    /// <summary>In a group people talk with each other; in private every line is meant for us.</summary>
    private async Task<FaceChange> ChatAsync(
        Turn turn, Message message, string text, CancellationToken cancellationToken)
    {
        var change = Conceal(new FaceChange(), turn, message, text);
        return turn.IsPrivate
            ? await replies.AddAsync(
                change, turn, await dispatcher.ConverseAsync(text, turn.By, cancellationToken), cancellationToken)
            : change;
    }

    /// <summary>A message in which a secret stands goes at once, wherever it was meant to.</summary>
    private static FaceChange Conceal(FaceChange change, Turn turn, Message message, string text) =>
        SecretShapes.ContainsSecret(text) ? Delete(change, turn, message) : change;

    private static FaceChange Delete(FaceChange change, Turn turn, Message message) => change with
    {
        Outgoing = change.Outgoing.Add(
            new OutgoingItem(turn.Chat.Id, OutgoingKind.Delete, "")
            {
                Message = message.MessageId,
                At = turn.Update.At,
            }),
    };

    private bool IsForAnother(string text) =>
        text.Split([' ', '\n'], 2)[0].Split('@', 2) is [_, var bot]
        && !string.Equals(bot, identity.BotUserName, StringComparison.OrdinalIgnoreCase);

    private static string WordOf(string text) => text.Split([' ', '\n'], 2)[0].Split('@', 2)[0].ToLowerInvariant();
}

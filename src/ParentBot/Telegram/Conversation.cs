using System.Text.Json;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// What becomes of one update: the line, answer or press in it goes to the dispatcher, and what came of it is kept
/// together with the update's end, in one transaction. Run again after a crash, it ends the same.
/// </summary>
internal sealed partial class Conversation(
    MemberBook members, Doorway doorway, CommandMenu menu, Lines lines, Presses presses, Replies replies,
    FaceCommits commits, ILogger<Conversation> logger)
{
    /// <summary>Carries an update out to its end.</summary>
    public async Task TakeAsync(ReceivedUpdate received, CancellationToken cancellationToken)
    {
        var change = await AnswerAsync(received, cancellationToken);
        await commits.CommitAsync(change with { Finished = [received.Id] }, cancellationToken);
    }

    private async Task<FaceChange> AnswerAsync(ReceivedUpdate received, CancellationToken cancellationToken)
    {
        // It was written by this program, or by one before it that kept an update otherwise.
        var update = Read(received);
        if (update is null || Gate.SenderOf(update) is not { } sender || Turn.ChatOf(update) is not { } chat)
            return new FaceChange();

        // He may have been revoked since the update was taken in.
        if (await members.FindAsync(Gate.IdOf(sender), cancellationToken) is not { } member)
            return await doorway.AdmitAsync(update, sender, cancellationToken);

        var turn = new Turn(received, chat, new Member(member.Id, member.Name, member.Role)
        {
            OrderKey = FormattableString.Invariant($"telegram:update:{received.Id}"),
        });
        menu.Notice(chat, sender.Id);
        try
        {
            return await AnswerAsync(turn, update, cancellationToken);
        }
        catch (Exception bug) when (bug is not (FleetException or OperationCanceledException))
        {
            // Tried again it would fail again, for ever, with all that stands behind it.
            LogPoison(bug, received.Id);
            var reference = $"the log has it as update {received.Id}.";
            return replies.AddTo(
                new FaceChange(), chat, Reply.Failed($"That failed by a mistake of ours; {reference}"));
        }
    }

    private async Task<FaceChange> AnswerAsync(Turn turn, Update update, CancellationToken cancellationToken) =>
        update switch
        {
            { CallbackQuery: { } press } => await presses.TakeAsync(turn, press, cancellationToken),
            { Message: { } message } => await lines.TakeAsync(
                turn.IsPrivate ? turn : turn with { RepliesTo = message.MessageId }, message, cancellationToken),
            _ => new FaceChange(),
        };

    private Update? Read(ReceivedUpdate received)
    {
        try
        {
            return JsonSerializer.Deserialize(received.Body, BotJson.Default.Update);
        }
        catch (JsonException unreadable)
        {
            LogPoison(unreadable, received.Id);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Update {Update} cannot be carried out and is passed over")]
    private partial void LogPoison(Exception bug, long update);
}

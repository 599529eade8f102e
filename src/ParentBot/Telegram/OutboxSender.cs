using System.Text;
using System.Text.Json;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Telemetry;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Sends one thing, in a plainer form where Telegram refuses the better one.</summary>
internal sealed class OutboxSender(PacedBotApi api)
{
    private static readonly string[] Awaited = [ProgressCards.Prefix, QuestionKey.Prefix, Replies.ButtonsPrefix];

    /// <summary>Sends it and says what became of it.</summary>
    public async Task<SendOutcome> SendAsync(OutgoingItem item, CancellationToken cancellationToken)
    {
        using var span = FleetTelemetry.Delivery(item);
        var outcome = await TryAsync(item, cancellationToken);
        if (outcome is SendOutcome.Arrived)
            span?.End("ok");
        else
            span?.Fail(outcome.GetType().Name);
        return outcome;
    }

    private async Task<SendOutcome> TryAsync(OutgoingItem item, CancellationToken cancellationToken)
    {
        SendForm? form;
        try
        {
            form = new SendForm(item.Kind, item.Message, BodyOf(item));
        }
        catch (JsonException unreadable)
        {
            return new SendOutcome.GivenUp($"It cannot be read: {unreadable.Message}");
        }

        while (true)
        {
            try
            {
                return new SendOutcome.Arrived(await CallAsync(item, form, cancellationToken));
            }
            catch (BotApiException refusal)
            {
                if (form.Plainer(refusal.Failure, isCard: item.Card is not null) is not { } plainer)
                    return OutcomeOf(refusal, form);
                form = plainer;
            }
        }
    }

    private static MessageBody BodyOf(OutgoingItem item) =>
        item.Kind == OutgoingKind.Delete ? new MessageBody("", "") : MessageBody.Parse(item.Body);

    private static SendOutcome OutcomeOf(BotApiException refusal, SendForm form) => refusal.Failure switch
    {
        BotApiFailure.NotModified => new SendOutcome.Arrived(form.Message),
        BotApiFailure.NoSuchMessage or BotApiFailure.QueryTooOld => new SendOutcome.Arrived(Message: null),
        BotApiFailure.Migrated when refusal.MigratedTo is { } to => new SendOutcome.Moved(to),
        BotApiFailure.Forbidden or BotApiFailure.NoSuchChat or BotApiFailure.Migrated => new SendOutcome.NotWanted(),
        BotApiFailure.TooManyRequests => new SendOutcome.TooMuch(refusal.RetryAfter),
        BotApiFailure.ServerError or BotApiFailure.Conflict => new SendOutcome.Failed(),
        BotApiFailure.NoAnswer or BotApiFailure.Unauthorized => new SendOutcome.Unreachable(),
        _ => new SendOutcome.GivenUp(refusal.Message),
    };

    private async Task<long?> CallAsync(OutgoingItem item, SendForm form, CancellationToken cancellationToken)
    {
        var (chat, isAwaited) = (item.Chat, IsAwaited(item, form));
        switch (form)
        {
            case { Kind: OutgoingKind.Delete, Message: { } message }:
                await api.CallAsync(new DeleteMessage(chat, message), isAwaited, cancellationToken);
                return null;
            case { Kind: OutgoingKind.Edit, Message: { } message }:
                await api.CallAsync(Edit(chat, message, form), isAwaited, cancellationToken);
                return message;
            case { Kind: OutgoingKind.Message, Body.Document: { } document }:
                return (await api.CallAsync(Upload(chat, document, form), isAwaited, cancellationToken)).MessageId;
            case { Kind: OutgoingKind.Message }:
                return (await api.CallAsync(Send(chat, form), isAwaited, cancellationToken)).MessageId;
            default:
                throw new InvalidOperationException($"{form.Kind} names no message.");
        }
    }

    // Answers, what began an operation, questions: somebody just asked. The other cards come to many, unasked.
    private static bool IsAwaited(OutgoingItem item, SendForm form) => form.Kind switch
    {
        OutgoingKind.Edit => false,
        OutgoingKind.Delete => true,
        _ => item.Card is not { } card || Awaited.Any(prefix => card.StartsWith(prefix, StringComparison.Ordinal)),
    };

    private static EditMessageText Edit(long chat, long message, SendForm form) => new(chat, message, form.Text.Text)
    {
        ParseMode = form.Text.ParseMode,
        LinkPreviewOptions = LinkPreviewOptions.None,
        ReplyMarkup = Keyboard(form.Body),
    };

    private static SendMessage Send(long chat, SendForm form) => new(chat, form.Text.Text)
    {
        ParseMode = form.Text.ParseMode,
        LinkPreviewOptions = LinkPreviewOptions.None,
        DisableNotification = Wish(form.Body.IsSilent),
        ReplyParameters = Answered(form.Body),
        ReplyMarkup = Beneath(form.Body),
    };

    private static SendDocument Upload(long chat, MessageDocument document, SendForm form) =>
        new(chat, new InputFile(document.Name, Encoding.UTF8.GetBytes(document.Text)) { MimeType = "text/plain" })
        {
            Caption = form.Text.Text is { Length: > 0 } caption ? caption : null,
            ParseMode = form.Text.ParseMode,
            DisableNotification = Wish(form.Body.IsSilent),
            ReplyParameters = Answered(form.Body),
            ReplyMarkup = Beneath(form.Body),
        };

    private static ReplyMarkup? Beneath(MessageBody body) => body.ForcesReply
        ? new ForceReply { InputFieldPlaceholder = body.Placeholder, Selective = Wish(body.IsSelective) }
        : Keyboard(body);

    private static InlineKeyboardMarkup? Keyboard(MessageBody body) => body.Buttons.Count == 0
        ? null
        : new InlineKeyboardMarkup([.. body.Buttons.Select(row => row.Select(Button).ToList())]);

    private static InlineKeyboardButton Button(MessageButton button) =>
        new(button.Text) { CallbackData = button.Data, Url = button.Url };

    private static ReplyParameters? Answered(MessageBody body) => body.ReplyTo is { } message
        ? new ReplyParameters(message) { AllowSendingWithoutReply = true }
        : null;

    // What is not wished for is not said.
    private static bool? Wish(bool wished) => wished ? true : null;
}

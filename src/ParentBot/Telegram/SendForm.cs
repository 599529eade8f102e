using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>In which form something is sent: as it was meant, or a plainer one after Telegram refused that.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Message">The message that is edited or deleted.</param>
/// <param name="Body">What is shown.</param>
/// <param name="IsPlain">Whether the text goes without its markup.</param>
internal sealed record SendForm(OutgoingKind Kind, long? Message, MessageBody Body, bool IsPlain = false)
{
    private const string DocumentName = "message.txt";
    private const int ShortUnits = 200;

    /// <summary>What is shown of the text: how it is marked up, and the text itself.</summary>
    public (string? ParseMode, string Text) Text => IsPlain ? (null, Body.Plain) : (ParseModes.Html, Body.Html);

    /// <summary>
    /// The next plainer form after a refusal, or null where none would fare better. Each differs from all before it,
    /// so that they come to an end.
    /// </summary>
    /// <param name="refusal">Why this form was refused.</param>
    /// <param name="isCard">Whether it shows a card, which a new message can do too.</param>
    public SendForm? Plainer(BotApiFailure refusal, bool isCard) => refusal switch
    {
        _ when Kind == OutgoingKind.Delete => null,
        BotApiFailure.BadEntities or BotApiFailure.BadRequest when !IsPlain => this with { IsPlain = true },
        BotApiFailure.TooLong => Shorter(),
        BotApiFailure.NoSuchMessage when Kind == OutgoingKind.Edit && isCard =>
            this with { Kind = OutgoingKind.Message, Message = null },
        BotApiFailure.NoSuchMessage when Kind == OutgoingKind.Message && Body.ReplyTo is not null =>
            this with { Body = Body with { ReplyTo = null } },
        _ => null,
    };

    // A message becomes a file; what stands beneath one, and an edit, which cannot become one, is cut.
    private SendForm? Shorter()
    {
        if (Kind == OutgoingKind.Message && Body.Document is null)
        {
            var document = new MessageDocument(DocumentName, Body.Plain);
            return this with { IsPlain = true, Body = Body with { Document = document, Plain = Cut(ShortUnits) } };
        }

        var most = Kind == OutgoingKind.Message ? ShortUnits : MessageSplitter.Most - 1;
        return IsPlain && Body.Plain.Length <= most + 1
            ? null
            : this with { IsPlain = true, Body = Body with { Plain = Cut(most) } };
    }

    private string Cut(int units)
    {
        if (Body.Plain.Length <= units)
            return Body.Plain;

        var end = char.IsLowSurrogate(Body.Plain[units]) ? units - 1 : units;
        return Body.Plain[..end] + "…";
    }
}

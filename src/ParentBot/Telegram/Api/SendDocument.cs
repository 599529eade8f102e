using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Sends a file.</summary>
/// <param name="ChatId">Where to.</param>
/// <param name="Document">The file, at most 50 MB.</param>
internal sealed record SendDocument(long ChatId, [property: JsonIgnore] InputFile Document)
    : BotRequest<Message>, IUpload
{
    /// <inheritdoc/>
    public override string Method => "sendDocument";

    /// <summary>Ten minutes: 50 MB over a slow line.</summary>
    public override TimeSpan Patience => TimeSpan.FromMinutes(10);

    string IUpload.Field => "document";

    InputFile IUpload.File => Document;

    /// <summary>The text beneath it, at most <see cref="MessageLimits.Caption"/> UTF-16 units after entities.</summary>
    public string? Caption { get; init; }

    /// <summary>How the caption is marked up, <see cref="ParseModes.Html"/>; null for not at all.</summary>
    public string? ParseMode { get; init; }

    /// <summary>Whether it arrives without a sound.</summary>
    public bool? DisableNotification { get; init; }

    /// <summary>The message it answers.</summary>
    public ReplyParameters? ReplyParameters { get; init; }

    /// <summary>Buttons beneath it, or the wish for an answer.</summary>
    public ReplyMarkup? ReplyMarkup { get; init; }
}

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>What becomes of links within a text.</summary>
internal sealed record LinkPreviewOptions
{
    /// <summary>No picture and title of the page beneath the text.</summary>
    public static LinkPreviewOptions None { get; } = new() { IsDisabled = true };

    /// <summary>Whether the page is not shown beneath the text.</summary>
    public bool? IsDisabled { get; init; }
}

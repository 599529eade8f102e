namespace ParentClaw.ParentBot.Rendering;

/// <summary>A message as Telegram takes it.</summary>
/// <param name="Html">Its text as HTML; with a document, what stands beneath that.</param>
/// <param name="Plain">The same as it is seen, for where the HTML is refused.</param>
internal sealed record HtmlMessage(string Html, string Plain)
{
    /// <summary>The text of the document that it is; null where it is none.</summary>
    public string? Document { get; init; }

    /// <summary>What that document is called.</summary>
    public string DocumentName { get; init; } = "reply.txt";
}

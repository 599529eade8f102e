namespace ParentClaw.ParentBot.Rendering;

/// <summary>A piece of a message in one style.</summary>
/// <param name="Text">What is seen; no markup.</param>
/// <param name="Style">How it looks.</param>
internal sealed record HtmlSpan(string Text, HtmlStyle Style = HtmlStyle.Plain)
{
    /// <summary>The piece as HTML, each tag closed.</summary>
    public string Html => Style switch
    {
        _ when Text.Length == 0 => "",
        HtmlStyle.Plain => Encode(Text),
        HtmlStyle.Bold => $"<b>{Encode(Text)}</b>",
        HtmlStyle.Fixed => $"<pre>{Encode(Text)}</pre>",
        _ => throw new InvalidOperationException($"{Style} has no form as HTML."),
    };

    // The three signs that mean something to Telegram between tags; & first, for the others bring one.
    private static string Encode(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}

namespace ParentClaw.ParentBot.Rendering;

/// <summary>How a piece of a message looks.</summary>
internal enum HtmlStyle
{
    /// <summary>As the rest.</summary>
    Plain,

    /// <summary>Bold.</summary>
    Bold,

    /// <summary>A block in fixed width.</summary>
    Fixed,
}

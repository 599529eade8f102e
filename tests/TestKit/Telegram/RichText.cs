namespace ParentClaw.TestKit.Telegram;

/// <summary>A text as it looks, and what in it is marked up.</summary>
/// <param name="Text">Without markup and outer blanks.</param>
/// <param name="Entities">What is marked up, by where it begins.</param>
public sealed record RichText(string Text, IReadOnlyList<Entity> Entities)
{
    /// <summary>Takes outer blanks away, as Telegram does, and with them what marks up nothing else.</summary>
    public RichText Trimmed()
    {
        var text = Text.Trim();
        var skipped = Text.Length - Text.TrimStart().Length;
        return new(
            text,
            [
                .. from entity in Entities
                   let start = Math.Clamp(entity.Offset - skipped, 0, text.Length)
                   let end = Math.Clamp(entity.Offset + entity.Length - skipped, 0, text.Length)
                   where end > start
                   orderby start, start - end
                   select entity with { Offset = start, Length = end - start },
            ]);
    }
}

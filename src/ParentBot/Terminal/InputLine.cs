namespace ParentClaw.ParentBot.Terminal;

/// <summary>A line that came in.</summary>
/// <param name="Text">The line without its end.</param>
/// <param name="IsTooLong">Whether it was longer than is taken; then the text is its beginning only.</param>
internal readonly record struct InputLine(string Text, bool IsTooLong);

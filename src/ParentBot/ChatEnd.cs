namespace ParentClaw.ParentBot;

/// <summary>How a chat ended.</summary>
/// <param name="Status">The process's exit status, where the process ends with the chat.</param>
/// <param name="IsWanted">
/// Whether a person wanted the process to end; false where only the input ended, which other faces survive.
/// </param>
internal readonly record struct ChatEnd(int Status, bool IsWanted);

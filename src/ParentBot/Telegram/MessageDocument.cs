namespace ParentClaw.ParentBot.Telegram;

/// <summary>A text that is sent as a file.</summary>
/// <param name="Name">What it is called in the chat, <c>reply.txt</c>.</param>
/// <param name="Text">What is in it.</param>
internal sealed record MessageDocument(string Name, string Text);

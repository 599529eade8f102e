namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A file to send.</summary>
/// <param name="Name">What it is called in the chat, <c>fleet.txt</c>.</param>
/// <param name="Content">What is in it.</param>
internal sealed record InputFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>Its kind.</summary>
    public string MimeType { get; init; } = "application/octet-stream";
}

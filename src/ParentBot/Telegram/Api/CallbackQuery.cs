namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A press of a button.</summary>
/// <param name="Id">Its number; answered once.</param>
/// <param name="From">Who pressed.</param>
internal sealed record CallbackQuery(string Id, User From)
{
    /// <summary>
    /// The message with the button; null where it was sent in another bot's name. One that is too old has a number
    /// and a chat only, and the date 1970.
    /// </summary>
    public Message? Message { get; init; }

    /// <summary>What the button carries; whoever presses may send anything, so it proves nothing.</summary>
    public string? Data { get; init; }
}

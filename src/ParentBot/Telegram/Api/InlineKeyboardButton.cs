namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A button. It does exactly one thing: carries data back, or opens an address.</summary>
/// <param name="Text">What it says.</param>
internal sealed record InlineKeyboardButton(string Text)
{
    /// <summary>What a press brings back: 1 to <see cref="MessageLimits.CallbackDataBytes"/> bytes of UTF-8.</summary>
    public string? CallbackData { get; init; }

    /// <summary>What a press opens, <c>https://t.me/alice_bot</c>.</summary>
    public string? Url { get; init; }

    /// <summary>Its colour: <c>danger</c>, <c>success</c> or <c>primary</c>; null for plain.</summary>
    public string? Style { get; init; }
}

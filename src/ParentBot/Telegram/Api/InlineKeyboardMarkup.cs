namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Buttons beneath a message.</summary>
/// <param name="InlineKeyboard">The rows of buttons.</param>
internal sealed record InlineKeyboardMarkup(IReadOnlyList<IReadOnlyList<InlineKeyboardButton>> InlineKeyboard)
    : ReplyMarkup;

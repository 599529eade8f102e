using System.Globalization;
using System.Text;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// What a button brings back when it is pressed: a command line, or the answer to a question under its nonce. What does
/// not fit into Telegram's 64 bytes stands in the message's own card, and the button says at which place.
/// </summary>
internal abstract record CallbackData
{
    /// <summary>Bot API, InlineKeyboardButton.callback_data.</summary>
    internal const int MostBytes = 64;

    private const string QuestionSign = "q:";
    private const string PlaceSign = "n:";

    /// <summary>A command line.</summary>
    internal sealed record Line(string Text) : CallbackData;

    /// <summary>An answer.</summary>
    internal sealed record Answer(string Nonce, string Text) : CallbackData;

    /// <summary>The place of the button in the card that its message shows.</summary>
    internal sealed record Place(int Index) : CallbackData;

    /// <summary>The data of a button that says a line, or answers the question of a nonce.</summary>
    public static string Of(string says, string? nonce, int place)
    {
        var whole = nonce is null ? says : $"{QuestionSign}{nonce}:{says}";
        return Encoding.UTF8.GetByteCount(whole) <= MostBytes
            ? whole
            : string.Create(CultureInfo.InvariantCulture, $"{PlaceSign}{place}");
    }

    /// <summary>Whether it only tells a place.</summary>
    public static bool IsPlace(string data) => data.StartsWith(PlaceSign, StringComparison.Ordinal);

    /// <summary>Reads what a button brought; null for what none of ours brings.</summary>
    public static CallbackData? Read(string? data)
    {
        if (data is null)
            return null;
        if (data.StartsWith('/'))
            return new Line(data);
        if (IsPlace(data)
            && int.TryParse(
                data.AsSpan(PlaceSign.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return new Place(index);
        if (data.StartsWith(QuestionSign, StringComparison.Ordinal)
            && data.IndexOf(':', QuestionSign.Length) is var end and > 0)
            return new Answer(data[QuestionSign.Length..end], data[(end + 1)..]);

        return null;
    }
}

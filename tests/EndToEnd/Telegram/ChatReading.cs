using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What somebody waits for who looks at the foot of a chat.</summary>
internal static class ChatReading
{
    /// <summary>
    /// Waits until the newest message that somebody else wrote holds some words, or a button <c>[Approve]</c>.
    /// </summary>
    public static Task EndsWithAsync(this TestChat chat, string text) => chat.ShowsAsync(
        messages => messages.LastOrDefault(message => !message.IsDeleted && message.From != chat.Person.Id) is { } last
            && last.ToString().Contains(text, StringComparison.Ordinal));

    /// <summary>Writes a line, and waits until the newest message of another holds some words.</summary>
    public static async Task AsksAsync(this TestChat chat, string line, string ending)
    {
        await chat.SaysAsync(line);
        await chat.EndsWithAsync(ending);
    }

    /// <summary>Writes what nobody else shall read, waits for the answer, and until the line is gone.</summary>
    public static async Task ConfidesAsync(this TestChat chat, string line, string ending)
    {
        var told = await chat.SaysAsync(line);
        await chat.EndsWithAsync(ending);
        await chat.ShowsAsync(messages => messages.Single(message => message.Id == told.Id).IsDeleted);
    }

    /// <summary>The messages that hold some words, as they look now.</summary>
    public static IReadOnlyList<ShownMessage> Holding(this TestChat chat, string text) =>
        [.. chat.Messages.Where(message => message.Text.Contains(text, StringComparison.Ordinal))];
}

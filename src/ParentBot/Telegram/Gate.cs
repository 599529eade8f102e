using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Who may: the first look at an update, before anything of what it says is read. Pure.
/// </summary>
internal static partial class Gate
{
    /// <summary>The id of a member who chats here.</summary>
    public static string IdOf(User person) => TelegramId.Of(person.Id);

    /// <summary>Whether it comes from a member, from somebody with a code in his hand, or from a stranger.</summary>
    public static GateVerdict Judge(Update update, IReadOnlyDictionary<string, Membership> members)
    {
        // Who speaks in the name of a chat is nobody, and a bot is no person.
        if (SenderOf(update) is not { IsBot: false } sender || update.Message is { SenderChat: not null })
            return GateVerdict.Stranger;
        if (members.ContainsKey(IdOf(sender)))
            return GateVerdict.Member;

        return update.Message is { Chat.IsPrivate: true, Text: { } text } && CodeIn(text) is not null
            ? GateVerdict.BringsCode
            : GateVerdict.Stranger;
    }

    /// <summary>Who sent or pressed it; null for an update of another kind.</summary>
    public static User? SenderOf(Update update) =>
        update.Message?.From ?? update.CallbackQuery?.From ?? update.MyChatMember?.From;

    /// <summary>The code of <c>/claim CODE</c> or <c>/start CODE</c>; null where there is none.</summary>
    public static string? CodeIn(string text) =>
        CodeLine().Match(text) is { Success: true } match ? match.Groups["code"].Value : null;

    [GeneratedRegex(@"\A/(claim|start)(@\w{1,40})?\s+(?<code>[A-Za-z0-9_-]{8,64})\s*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex CodeLine();
}

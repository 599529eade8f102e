using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// The card's key of a question that waits: who was asked, how it is answered, and its nonce. From the message alone,
/// also after a restart, an answer so finds its question.
/// </summary>
/// <param name="Asked">The member's id.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Nonce">What the dispatcher wants back.</param>
internal sealed record QuestionKey(string Asked, QuestionKind Kind, string Nonce)
{
    /// <summary>How the keys of all questions begin.</summary>
    public const string Prefix = "question|";

    /// <summary>Reads a card's key; null where it is none of a question.</summary>
    public static QuestionKey? Of(ShownCard card) =>
        card.Key.StartsWith(Prefix, StringComparison.Ordinal)
        && card.Key.Split('|') is [_, var asked, var kind, var nonce]
        && Enum.TryParse<QuestionKind>(kind, out var known)
            ? new QuestionKey(asked, known, nonce)
            : null;

    /// <summary>The key.</summary>
    public override string ToString() => $"{Prefix}{Asked}|{Kind}|{Nonce}";
}

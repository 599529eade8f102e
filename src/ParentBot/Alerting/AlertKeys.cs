namespace ParentClaw.ParentBot.Alerting;

/// <summary>The keys of alerts' cards: what they begin with, before an incident's number.</summary>
internal static class AlertKeys
{
    /// <summary>Of one incident.</summary>
    public const string Single = "incident:";

    /// <summary>Of many; the number is the lowest of theirs.</summary>
    public const string Group = "incident-group:";

    /// <summary>The key of a card's reminder.</summary>
    public static string Reminder(string card) => $"{card}:reminder";
}

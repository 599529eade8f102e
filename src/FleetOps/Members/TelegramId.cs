using System.Globalization;

namespace ParentClaw.FleetOps.Members;

/// <summary>
/// The id of a member who chats in Telegram, <c>telegram:4711</c>, made of the person's number there.
/// </summary>
public static class TelegramId
{
    private const string Prefix = "telegram:";

    /// <summary>The id of a person's number.</summary>
    public static string Of(long person) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{person}");

    /// <summary>
    /// The person's number, which is that of the private chat with him too; null for who chats elsewhere.
    /// </summary>
    public static long? NumberOf(string member) =>
        member.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(
            member.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var person)
            ? person
            : null;
}

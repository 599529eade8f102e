using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The cards' rows; bodies are sealed here.</summary>
internal static class CardRows
{
    private const string Columns = "SELECT chat, key, message, body, is_last AS isLast FROM cards";

    /// <summary>Writes a card, new or over the one of its chat and key.</summary>
    public static void Save(SqliteConnection connection, ShownCard card, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO cards (key, chat, message, is_last, touched_at, body)
        VALUES (@Key, @Chat, @Message, @IsLast, @at, @Body)
        ON CONFLICT (key, chat) DO UPDATE SET
          message = excluded.message, is_last = excluded.is_last, touched_at = excluded.touched_at, body = excluded.body
        """,
        new { card.Key, card.Chat, card.Message, IsLast = card.IsLast ? 1L : 0L, at = now.ToMicros(), card.Body });

    /// <summary>A chat's card of a key, or null.</summary>
    public static ShownCard? Find(SqliteConnection connection, long chat, string key) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE key = @key AND chat = @chat", new { chat, key })
            ?.ToCard();

    /// <summary>The card that a message shows, or null.</summary>
    public static ShownCard? FindShownBy(SqliteConnection connection, long chat, long message) =>
        connection.QueryFirstOrDefault<Row>(
            $"{Columns} WHERE chat = @chat AND message = @message", new { chat, message })?.ToCard();

    /// <summary>Those that may still change and whose key begins so.</summary>
    public static IReadOnlyList<ShownCard> List(SqliteConnection connection, string keyPrefix) =>
    [
        .. connection.Query<Row>(
            $"{Columns} WHERE key >= @keyPrefix AND key < @end AND is_last = 0 ORDER BY number",
            new { keyPrefix, end = keyPrefix + "\U0010FFFF" }).Select(row => row.ToCard()),
    ];

    /// <summary>Gives a chat's cards to another chat, whose own cards of the same keys give way.</summary>
    public static void Move(SqliteConnection connection, ChatMove move) =>
        connection.Execute("UPDATE OR REPLACE cards SET chat = @To WHERE chat = @From", move);

    /// <summary>Deletes those untouched since a moment, unless one waits to be sent.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) => connection.Execute(
        """
        DELETE FROM cards WHERE touched_at < @at AND NOT EXISTS (
          SELECT 1 FROM outbox WHERE outbox.chat = cards.chat AND outbox.card = cards.key)
        """,
        new { at = moment.ToMicros() });

    private sealed record Row(long Chat, string Key, long? Message, string Body, long IsLast)
    {
        public ShownCard ToCard() => new(Chat, Key, Message, Body, IsLast != 0);
    }
}

using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The rows of what must go out; bodies are sealed here.</summary>
internal static class OutboxRows
{
    private const string Columns =
        "SELECT number, revision, chat, kind, card, message, at, not_before AS notBefore, attempts, body FROM outbox";

    /// <summary>Adds one behind all others.</summary>
    /// <returns>It, with its number.</returns>
    public static OutgoingItem Add(SqliteConnection connection, OutgoingItem item) => item with
    {
        Number = connection.QuerySingle<long>(
            """
            INSERT INTO outbox (revision, chat, kind, card, message, at, not_before, attempts, body)
            VALUES (@Revision, @Chat, @Kind, @Card, @Message, @At, @NotBefore, @Attempts, @Body);
            SELECT last_insert_rowid();
            """,
            ToRow(item)),
    };

    /// <summary>Writes over the one of its number.</summary>
    public static void Save(SqliteConnection connection, OutgoingItem item) => connection.Execute(
        """
        UPDATE outbox SET revision = @Revision, chat = @Chat, kind = @Kind, card = @Card, message = @Message, at = @At,
          not_before = @NotBefore, attempts = @Attempts, body = @Body
        WHERE number = @Number
        """,
        ToRow(item));

    /// <summary>Deletes one.</summary>
    public static void Drop(SqliteConnection connection, long number) =>
        connection.Execute("DELETE FROM outbox WHERE number = @number", new { number });

    /// <summary>The one of a number, or null.</summary>
    public static OutgoingItem? Find(SqliteConnection connection, long number) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE number = @number", new { number })?.ToItem();

    /// <summary>The one that waits for a card, or null.</summary>
    public static OutgoingItem? FindOfCard(SqliteConnection connection, long chat, string card) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE chat = @chat AND card = @card", new { chat, card })
            ?.ToItem();

    /// <summary>All, oldest first.</summary>
    public static IReadOnlyList<OutgoingItem> List(SqliteConnection connection) =>
        [.. connection.Query<Row>($"{Columns} ORDER BY number").Select(row => row.ToItem())];

    /// <summary>Those of a chat, oldest first.</summary>
    public static IReadOnlyList<OutgoingItem> ListOf(SqliteConnection connection, long chat) =>
    [
        .. connection.Query<Row>($"{Columns} WHERE chat = @chat ORDER BY number", new { chat })
            .Select(row => row.ToItem()),
    ];

    private static Row ToRow(OutgoingItem item) => new(
        item.Number, item.Revision, item.Chat, item.Kind.ToString(), item.Card, item.Message, item.At.ToMicros(),
        item.NotBefore?.ToMicros(), item.Attempts, item.Body);

    private sealed record Row(
        long Number, long Revision, long Chat, string Kind, string? Card, long? Message, long At, long? NotBefore,
        long Attempts, string Body)
    {
        public OutgoingItem ToItem() => new(Chat, Enum.Parse<OutgoingKind>(Kind), Body)
        {
            Number = Number,
            Revision = Revision,
            Card = Card,
            Message = Message,
            At = Micros.FromMicros(At),
            NotBefore = NotBefore is { } micros ? Micros.FromMicros(micros) : null,
            Attempts = (int)Attempts,
        };
    }
}

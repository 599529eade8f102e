using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The questions' rows; bodies are sealed.</summary>
internal sealed class QuestionRows(Sealing sealing)
{
    // An answer that was taken may come once more, when the process starts again after a night.
    private static readonly TimeSpan TakenStaysFor = TimeSpan.FromDays(1);

    /// <summary>Adds one, and deletes what nobody can answer any more.</summary>
    public void Add(SqliteConnection connection, PendingQuestion question, DateTimeOffset now) => connection.Execute(
        """
        DELETE FROM questions WHERE until < @now AND (taken_by IS NULL OR until < @longAgo);
        INSERT INTO questions (nonce, asked_by, until, body) VALUES (@nonce, @askedBy, @until, @body);
        """,
        new
        {
            now = now.ToMicros(),
            longAgo = (now - TakenStaysFor).ToMicros(),
            nonce = question.Question.Nonce,
            askedBy = question.AskedBy,
            until = question.Until.ToMicros(),
            body = sealing.Seal(StoreJson.Default.PendingQuestion.ToBody(question with { TakenBy = null })),
        });

    /// <summary>The question, or null where it is not there or does not open.</summary>
    public PendingQuestion? Find(SqliteConnection connection, string nonce)
    {
        var row = connection.QuerySingleOrDefault<Row>(
            "SELECT taken_by AS TakenBy, body FROM questions WHERE nonce = @nonce", new { nonce });
        return row is not null && sealing.TryOpen(row.Body, out var body)
            ? StoreJson.Default.PendingQuestion.FromBody(body) with { TakenBy = row.TakenBy }
            : null;
    }

    /// <summary>Takes one; false where another answer has it.</summary>
    public static bool Take(SqliteConnection connection, string nonce, string? orderKey) => connection.Execute(
        """
        UPDATE questions SET taken_by = @key
        WHERE nonce = @nonce AND (taken_by IS NULL OR taken_by = @key AND @key <> '')
        """,
        new { nonce, key = orderKey ?? "" }) == 1;

    /// <summary>Deletes those that wait for a member, and returns how many of them still could be answered.</summary>
    public static int Drop(SqliteConnection connection, string member, DateTimeOffset now) =>
        connection.QuerySingle<int>(
            """
            SELECT count(*) FROM questions WHERE asked_by = @member AND taken_by IS NULL AND until >= @now;
            DELETE FROM questions WHERE asked_by = @member AND taken_by IS NULL;
            """,
            new { member, now = now.ToMicros() });

    /// <summary>Deletes those of before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM questions WHERE until < @at", new { at = moment.ToMicros() });

    private sealed record Row(string? TakenBy, string Body);
}

using Dapper;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class SqliteFileTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Writers_side_by_side_lose_nothing_and_readers_see_whole_writes()
    {
        using var file = await TableAsync();
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; turn < 20; turn++)
                await file.WriteAsync(
                    connection => connection.Execute(
                        "UPDATE pair SET one = one + 1; UPDATE pair SET other = other + 1"),
                    None);
        }));
        var written = Task.WhenAll(writers);
        do
        {
            var (one, other) = await PairAsync(file);
            one.ShouldBe(other);
        }
        while (!written.IsCompleted);

        await written;
        (await PairAsync(file)).ShouldBe((160, 160));
    }

    [Fact]
    public async Task A_write_that_throws_leaves_no_trace()
    {
        using var file = await TableAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => file.WriteAsync<bool>(
            connection =>
            {
                connection.Execute("UPDATE pair SET one = 7");
                throw new InvalidOperationException("half-way");
            },
            None));

        (await PairAsync(file)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Closing_waits_for_the_write_under_way_and_refuses_later_ones()
    {
        var file = await TableAsync();
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var writing = file.WriteAsync(
            connection =>
            {
                begun.Set();
                goOn.Wait();
                return connection.Execute("UPDATE pair SET one = 1, other = 1");
            },
            None);
        begun.Wait();

        var closing = Task.Run(file.Dispose);
        // Time enough for a close that does not wait; one that waits cannot end here, however slow the machine.
        var patience = Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        (await Task.WhenAny(closing, patience)).ShouldBe(patience);
        goOn.Set();
        await closing;

        (await writing).ShouldBe(1);
        await Should.ThrowAsync<ObjectDisposedException>(() => PairAsync(file));
        using var again = SqliteFile.Open(_temp["some.db"]);
        (await PairAsync(again)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_misspelt_statement_is_a_bug_and_stays_one()
    {
        using var file = await TableAsync();

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(
            () => file.ReadAsync(connection => connection.Execute("SELEKT 1"), None));
    }

    private static Task<(long One, long Other)> PairAsync(SqliteFile file) => file.ReadAsync(
        connection => (
            connection.QuerySingle<long>("SELECT one FROM pair"),
            connection.QuerySingle<long>("SELECT other FROM pair")),
        None);

    private async Task<SqliteFile> TableAsync()
    {
        var file = SqliteFile.Open(_temp["some.db"]);
        await file.WriteAsync(
            connection => connection.Execute(
                "CREATE TABLE pair (one INTEGER, other INTEGER); INSERT INTO pair VALUES (0, 0)"),
            None);
        return file;
    }
}

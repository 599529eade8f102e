using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class SqliteFaceStoreTests : IDisposable
{
    private const long Chat = 4711;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new(Some.Moment);
    private TestStore _store;

    public SqliteFaceStoreTests() => _store = new TestStore(_folder.Path, _time);

    private IFaceStore Faces => _store.Get<IFaceStore>();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Before_the_first_update_there_is_no_offset()
    {
        (await Faces.FindOffsetAsync(None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_update_is_taken_in_once_and_waits_until_it_is_finished()
    {
        var first = Update(7);
        var taken = await Faces.CommitAsync(new FaceChange { Received = [first, Update(6)], Offset = 8 }, None);
        taken.Received.Select(update => update.Id).ShouldBe([7L, 6L]);

        Reopen();
        var again = await Faces.CommitAsync(new FaceChange { Received = [Update(7), Update(8)] }, None);

        again.Received.Select(update => update.Id).ShouldBe([8L]);
        (await Faces.FindOffsetAsync(None)).ShouldBe(8);
        var waiting = await Faces.ListUnfinishedAsync(None);
        waiting.Select(update => update.Id).ShouldBe([7L, 6L, 8L]);
        waiting[0].ShouldBe(first);
    }

    [Fact]
    public async Task A_finished_or_passed_update_is_known_by_its_id_alone()
    {
        await Faces.CommitAsync(new FaceChange { Received = [Update(1), Update(2)] }, None);
        await Faces.CommitAsync(new FaceChange { Finished = [1], Passed = [2, 3] }, None);

        (await Faces.ListUnfinishedAsync(None)).ShouldBeEmpty();
        (await Faces.CommitAsync(new FaceChange { Received = [Update(1), Update(2), Update(3)] }, None))
            .Received.ShouldBeEmpty();
        (await Faces.ListUnfinishedAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_must_go_out_keeps_its_order_and_gets_numbers()
    {
        var ordered = new OutgoingItem(Chat, OutgoingKind.Delete, "b") { Message = 12, NotBefore = Some.Moment };
        var committed = await Faces.CommitAsync(new FaceChange { Outgoing = [Message("a"), ordered] }, None);

        Reopen();
        var waiting = await Faces.ListOutgoingAsync(None);

        waiting.ShouldBe(committed.Outgoing);
        waiting.Select(item => item.Body).ShouldBe(["a", "b"]);
        waiting[0].Number.ShouldBeLessThan(waiting[1].Number);
        waiting[1].ShouldBe(ordered with { Number = waiting[1].Number, At = Some.Moment });
    }

    [Fact]
    public async Task What_was_delivered_is_gone_and_what_was_postponed_waits_with_its_count()
    {
        var sent = (await Faces.CommitAsync(new FaceChange { Outgoing = [Message("a"), Message("b")] }, None)).Outgoing;
        var until = Some.Moment.AddMinutes(4);

        var committed = await Faces.CommitAsync(
            new FaceChange
            {
                Delivered = [new Delivery(sent[0].Number, 0, 55)],
                Postponed = [new Postponement(sent[1].Number, until, 3)],
            },
            None);

        var left = (await Faces.ListOutgoingAsync(None)).Single();
        left.ShouldBe(sent[1] with { NotBefore = until, Attempts = 3 });
        committed.Outgoing.ShouldBe([left]);
    }

    [Fact]
    public async Task No_body_lies_open_in_the_file()
    {
        await Faces.CommitAsync(
            new FaceChange
            {
                Received = [Update(1) with { Body = "planted-one" }],
                Outgoing = [Message("planted-two")],
                Cards = [new CardLook(Chat, "op:1", "planted-three")],
            },
            None);
        _store.Dispose();

        var text = System.Text.Encoding.Latin1.GetString(
            await File.ReadAllBytesAsync(_store.Folder.Store, None));

        _store = new TestStore(_folder.Path, _time);
        text.ShouldContain("op:1");
        text.ShouldNotContain("planted-");
    }

    [Fact]
    public async Task What_was_sealed_with_a_lost_key_is_dropped_and_ends_nothing()
    {
        await Faces.CommitAsync(
            new FaceChange
            {
                Received = [Update(1)],
                Outgoing = [Message("a")],
                Cards = [new CardLook(Chat, "op:1", "old")],
            },
            None);
        var keys = _store.Folder.Keys;
        _store.Dispose();
        foreach (var key in Directory.EnumerateFiles(keys))
            File.Delete(key);
        _store = new TestStore(_folder.Path, _time);

        (await Faces.ListUnfinishedAsync(None)).ShouldBeEmpty();
        (await Faces.ListOutgoingAsync(None)).ShouldBeEmpty();
        (await Faces.ListCardsAsync("op:", None)).Single().Body.ShouldBe("");
        (await Faces.CommitAsync(new FaceChange { Received = [Update(1)] }, None)).Received.ShouldBeEmpty();

        await Faces.CommitAsync(new FaceChange { Cards = [new CardLook(Chat, "op:1", "new")] }, None);
        (await Faces.ListOutgoingAsync(None)).Single().Body.ShouldBe("new");
    }

    [Fact]
    public async Task Upkeep_forgets_finished_updates_and_untouched_cards_after_thirty_days()
    {
        await Faces.CommitAsync(
            new FaceChange
            {
                Received = [Update(1), Update(2)],
                Finished = [1],
                Cards = [new CardLook(Chat, "op:gone", "a"), new CardLook(Chat, "op:waits", "b")],
            },
            None);
        var gone = (await Faces.ListOutgoingAsync(None))[0];
        await Faces.CommitAsync(new FaceChange { Delivered = [new Delivery(gone.Number, 0, 1)] }, None);

        _time.Advance(TimeSpan.FromDays(30));
        await _store.Get<StoreUpkeep>().RunAsync(None);
        Count("inbox").ShouldBe(2);
        Count("cards").ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.Get<StoreUpkeep>().RunAsync(None);
        (await Faces.ListUnfinishedAsync(None)).Single().Id.ShouldBe(2);
        Count("inbox").ShouldBe(1);
        (await Faces.ListCardsAsync("op:", None)).Single().Key.ShouldBe("op:waits");
    }

    private static ReceivedUpdate Update(long id) => new(id, Some.Moment, Chat, $"body of {id}");

    private static OutgoingItem Message(string body) => new(Chat, OutgoingKind.Message, body);

    private void Reopen()
    {
        _store.Dispose();
        _store = new TestStore(_folder.Path, _time);
    }

    private long Count(string table)
    {
        using var connection = SqliteFile.Connect(_store.Folder.Store, SqliteOpenMode.ReadWrite);
        return connection.QuerySingle<long>($"SELECT count(*) FROM {table}");
    }
}

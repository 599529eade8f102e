using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Storage.Migrations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class StoreFileTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_store_is_found_as_it_was_left()
    {
        var claw = Some.RunningClaw();
        using (var store = new TestStore(_temp.Path))
            await store.Fleet.CommitAsync(new FleetChange { Claw = claw }, None);

        using var again = new TestStore(_temp.Path);

        (await again.Fleet.FindClawAsync(claw.Name, None)).ShouldNotBeNull();
        Pragma("user_version").ShouldBe(StoreLayout.All[^1].Number);
    }

    [Fact]
    public void The_migrations_are_numbered_without_gaps() =>
        StoreLayout.All.Select(migration => (int)migration.Number)
            .ShouldBe(Enumerable.Range(1, StoreLayout.All.Count));

    [Fact]
    public async Task The_last_probes_of_the_first_layout_are_the_last_ones_after_it()
    {
        var (old, last) = (Some.Probe(Some.ClawName()), Some.BadProbe(Some.ClawName()));
        var file = DataFolder.Open(_temp.Path).Store;
        using (var connection = SqliteFile.Connect(file, SqliteOpenMode.ReadWriteCreate))
        {
            connection.Execute($"{StoreLayout.All[0].Sql}; PRAGMA user_version = 1");
            foreach (var probe in new[] { old, last })
                connection.Execute(
                    """
                    INSERT INTO probes (claw, at, body) VALUES (@claw, 1, @body);
                    INSERT INTO last_probes (claw, at, probe) VALUES (@claw, 1, last_insert_rowid());
                    """,
                    new { claw = probe.Claw.Value, body = StoreJson.Default.Probe.ToBody(probe) });
        }

        using var store = new TestStore(_temp.Path);

        var found = await store.Fleet.ListLastProbesAsync(None);
        found.Values.Select(probe => (probe.Claw, probe.Verdict.Kind))
            .ShouldBe([(old.Claw, old.Verdict.Kind), (last.Claw, last.Verdict.Kind)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_claw_of_the_fifth_layout_admits_nobody_by_a_list_and_lets_in_by_pairing()
    {
        var claw = Some.RunningClaw();
        using (var before = new TestStore(_temp.Path))
            await before.Fleet.CommitAsync(new FleetChange { Claw = claw }, None);
        Execute(
            """
            UPDATE claws SET body = json_remove(body, '$.allowFrom');
            DROP TABLE proposals;
            DROP TABLE order_keys;
            PRAGMA user_version = 5
            """);

        using var store = new TestStore(_temp.Path);

        var found = await store.Fleet.FindClawAsync(claw.Name, None);
        found!.AllowFrom.ShouldBeEmpty();
        found.DmPolicy.ShouldBe(DmPolicy.Pairing);
    }

    [Fact]
    public void A_store_of_a_newer_version_is_left_alone()
    {
        StoreFile.Open(DataFolder.Open(_temp.Path)).Dispose();
        Execute("PRAGMA user_version = 999");

        ShouldBeRefused().Message.ShouldContain("A newer ParentClaw wrote");

        Pragma("user_version").ShouldBe(999);
    }

    [Fact]
    public async Task A_field_that_this_version_does_not_know_is_refused_and_not_dropped()
    {
        using var store = new TestStore(_temp.Path);
        var claw = Some.RunningClaw();
        await store.Fleet.CommitAsync(new FleetChange { Claw = claw }, None);
        Execute("UPDATE claws SET body = json_set(body, '$.colour', 'red')");

        var refusal = await Should.ThrowAsync<FleetException>(() => store.Fleet.FindClawAsync(claw.Name, None));

        refusal.Reason.ShouldBe(FailureReason.StoreFailed);
        refusal.Message.ShouldContain("a Claw that this version cannot read");
    }

    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_there_after_it()
    {
        var acknowledged = new List<ClawName>();
        await using (var child = StoreChild.Start("commit", _temp.Path))
        {
            (await child.HearAsync()).ShouldBe("held");
            while (acknowledged.Count < 40)
                acknowledged.Add(ClawName.Parse((await child.HearAsync())!));
            await child.KillAsync();
            while (await child.HearAsync() is { } late)
                acknowledged.Add(ClawName.Parse(late));
        }

        using var store = new TestStore(_temp.Path);

        var claws = (await store.Fleet.ListClawsAsync(None)).Select(claw => claw.Name).ToList();
        acknowledged.ShouldBeSubsetOf(claws);
        var told = (await store.Fleet.ListEventsAsync(null, 10_000, None)).Select(one => one.Claw!);
        told.ShouldBe(claws, ignoreOrder: true);
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused_and_kept()
    {
        var folder = DataFolder.Open(_temp.Path);
        File.WriteAllText(folder.Store, "This is my diary.\n" + new string('x', 5000));

        ShouldBeRefused().Message.ShouldContain($"The store {folder.Store} is damaged");

        File.ReadAllText(folder.Store).ShouldStartWith("This is my diary.");
    }

    [Fact]
    public async Task A_damaged_store_is_refused_with_the_command_that_restores_it()
    {
        using (var store = await FilledAsync())
            await store.Get<StoreCopies>().CopyIfDueAsync(None);
        StoreDamage.Inflict(_temp["fleet.db"]);

        var refusal = ShouldBeRefused();

        refusal.Message.ShouldContain("is damaged");
        refusal.Message.ShouldEndWith("Restore the last good copy (2026-11-20) with: parentbot restore-store");
    }

    [Fact]
    public async Task A_damaged_store_without_a_copy_is_not_promised_one()
    {
        (await FilledAsync()).Dispose();
        StoreDamage.Inflict(_temp["fleet.db"]);

        ShouldBeRefused().Message.ShouldContain("There is no copy yet");
    }

    [Fact]
    public async Task A_store_that_vanished_is_not_replaced_by_an_empty_one_while_copies_are_there()
    {
        using (var store = await FilledAsync())
            await store.Get<StoreCopies>().CopyIfDueAsync(None);
        File.Delete(DataFolder.Open(_temp.Path).Store);

        ShouldBeRefused().Message.ShouldContain("is missing, but there are copies of it");
    }

    private async Task<TestStore> FilledAsync()
    {
        var store = new TestStore(_temp.Path);
        await StoreDamage.FillAsync(store.Fleet);
        return store;
    }

    private FleetException ShouldBeRefused()
    {
        var refusal = Should.Throw<FleetException>(() => StoreFile.Open(DataFolder.Open(_temp.Path)));
        refusal.Reason.ShouldBe(FailureReason.StoreFailed);
        return refusal;
    }

    private void Execute(string sql)
    {
        using var connection = SqliteFile.Connect(_temp["fleet.db"], SqliteOpenMode.ReadWrite);
        connection.Execute(sql);
    }

    private long Pragma(string name)
    {
        using var connection = SqliteFile.Connect(_temp["fleet.db"], SqliteOpenMode.ReadOnly);
        return connection.QuerySingle<long>($"PRAGMA {name}");
    }
}

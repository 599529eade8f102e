using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Storage.Migrations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

/// <summary>What the store knows of orders and questions.</summary>
public sealed class OrderStoreTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _temp = new();
    private TestStore _store;

    public OrderStoreTests() => _store = new TestStore(_temp.Path);

    private IFleetStore Fleet => _store.Fleet;

    public void Dispose()
    {
        _store.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task An_operation_is_found_by_its_order_also_once_it_has_ended()
    {
        var open = (await Fleet.CommitAsync(
            new FleetChange { Operation = Some.Operation() with { OrderKey = "update:1" } }, None)).Operation!;
        await Fleet.CommitAsync(new FleetChange { Operation = Some.Operation() }, None);
        await Fleet.CommitAsync(new FleetChange { Operation = open with { Status = OperationStatus.Succeeded } }, None);

        var found = await Fleet.FindOperationByOrderAsync("update:1", None);

        (found?.Id, found?.OrderKey, found?.Status).ShouldBe((open.Id, "update:1", OperationStatus.Succeeded));
        (await Fleet.FindOperationByOrderAsync("update:2", None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_order_starts_one_operation()
    {
        var first = Some.Operation() with { OrderKey = "update:1" };
        await Fleet.CommitAsync(new FleetChange { Operation = first }, None);

        (await Should.ThrowAsync<FleetException>(() => Fleet.CommitAsync(
            new FleetChange { Operation = Some.Operation() with { OrderKey = "update:1" } }, None)))
            .Reason.ShouldBe(FailureReason.StaleRecord);
    }

    [Fact]
    public async Task An_event_whose_key_is_there_is_not_added_again_and_the_rest_of_the_change_is()
    {
        var told = Some.Event() with { Key = "stranger:2026-11-20:4711" };
        await Fleet.CommitAsync(new FleetChange { Events = [told] }, None);

        await Fleet.CommitAsync(
            new FleetChange { Events = [told with { Text = "again" }, Some.Event(), Some.Event()] }, None);

        (await Fleet.ListEventsAsync(null, 9, None)).Count.ShouldBe(3);
        (await Fleet.FindEventAsync(told.Key, None)).ShouldBe(told);
        (await Fleet.FindEventAsync("other", None)).ShouldBeNull();
    }

    [Fact]
    public async Task An_order_begins_once_unless_it_was_left()
    {
        (await Fleet.BeginOrderAsync("update:1", Some.Moment, None)).ShouldBeTrue();
        (await Fleet.BeginOrderAsync("update:1", Some.Moment, None)).ShouldBeFalse();

        await Fleet.LeaveOrderAsync("update:1", None);

        (await Fleet.BeginOrderAsync("update:1", Some.Moment, None)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_stands_for_one_order()
    {
        (await Fleet.BindOrderAsync("agent:x:1", "aa", Some.Moment, None)).ShouldBeTrue();
        (await Fleet.BindOrderAsync("agent:x:1", "aa", Some.Moment, None)).ShouldBeTrue();
        (await Fleet.BindOrderAsync("agent:x:1", "bb", Some.Moment, None)).ShouldBeFalse();
        (await Fleet.BindOrderAsync("agent:x:2", "bb", Some.Moment, None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Old_orders_keys_and_questions_are_forgotten()
    {
        var old = await AskAsync(Some.Moment);
        await Fleet.BeginOrderAsync("update:1", Some.Moment, None);
        await Fleet.BindOrderAsync("agent:x:1", "aa", Some.Moment, None);

        await Fleet.ForgetBeforeAsync(Some.Moment.AddDays(1), None);

        (await Fleet.FindQuestionAsync(old, None)).ShouldBeNull();
        (await Fleet.BeginOrderAsync("update:1", Some.Moment, None)).ShouldBeTrue();
        (await Fleet.BindOrderAsync("agent:x:1", "bb", Some.Moment, None)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_question_that_ran_out_goes_with_the_next_and_a_taken_one_after_a_day()
    {
        var (unanswered, taken) = (await AskAsync(Some.Moment), await AskAsync(Some.Moment));
        await Fleet.TakeQuestionAsync(taken, "update:1", None);

        await AskAsync(Some.Moment.AddHours(2));
        (await Fleet.FindQuestionAsync(unanswered, None)).ShouldBeNull();
        (await Fleet.FindQuestionAsync(taken, None))!.TakenBy.ShouldBe("update:1");

        await AskAsync(Some.Moment.AddHours(30));
        (await Fleet.FindQuestionAsync(taken, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_question_comes_back_with_all_that_was_asked()
    {
        var question = Pending(Some.Moment) with { IsForArgument = true };
        await Fleet.AddQuestionAsync(question, Some.Moment, None);

        var found = (await Fleet.FindQuestionAsync(question.Question.Nonce!, None))!;

        found.Draft.Words.ShouldBe("/message alice hello");
        found.Draft.Answers.ShouldBe(question.Draft.Answers);
        found.Question.Choices.ShouldBe(question.Question.Choices);
        (found with { Draft = question.Draft, Question = question.Question }).ShouldBe(question);
    }

    [Fact]
    public async Task Operations_and_events_of_the_second_layout_stay_as_they_were()
    {
        _store.Dispose();
        File.Delete(_store.Folder.Store);
        var operation = Some.Operation();
        using (var connection = SqliteFile.Connect(_store.Folder.Store, SqliteOpenMode.ReadWriteCreate))
        {
            connection.Execute($"{StoreLayout.All[0].Sql}; {StoreLayout.All[1].Sql}; PRAGMA user_version = 2");
            connection.Execute(
                """
                INSERT INTO operations (id, claw, version, status, at, body)
                VALUES (@id, @claw, 1, 'Open', 1, @body);
                INSERT INTO events (at, by, kind, text) VALUES (1, 'Marvin', 'command', '/park alice');
                """,
                new
                {
                    id = operation.Id.Value,
                    claw = operation.Claw.Value,
                    body = StoreJson.Default.OperationRecord.ToBody(operation),
                });
        }

        _store = new TestStore(_temp.Path);

        (await Fleet.FindOperationAsync(operation.Id, None))!.OrderKey.ShouldBeNull();
        (await Fleet.ListEventsAsync(null, 9, None)).ShouldHaveSingleItem().Key.ShouldBeNull();
    }

    private static PendingQuestion Pending(DateTimeOffset at) => new()
    {
        Question = new Question("Sure?", QuestionKind.Choice)
        {
            Nonce = Guid.NewGuid().ToString("N")[..24],
            GoodFor = TimeSpan.FromMinutes(10),
            About = "text",
            Choices = [new("Yes", "y"), new("No", "n")],
        },
        Draft = new CommandDraft("/message alice") { Answers = [new("text", "hello")] },
        AskedBy = "telegram:7",
        Until = at.AddMinutes(10),
    };

    private async Task<string> AskAsync(DateTimeOffset at)
    {
        var question = Pending(at);
        await Fleet.AddQuestionAsync(question, at, None);
        return question.Question.Nonce!;
    }
}

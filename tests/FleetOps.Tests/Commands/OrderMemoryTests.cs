using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Orders that come again because the process was stopped before it was done with them.</summary>
public sealed class OrderMemoryTests : IDisposable
{
    private static readonly Member Marvin = new("telegram:7", "Marvin", Role.Operator);

    private readonly OnceCommands _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task An_order_that_must_be_carried_out_once_is_told_as_done_where_it_is_known_to_be()
    {
        await SayAsync("/shout hello", "update:1");
        _commands.Restart();

        var again = await SayAsync("/shout hello", "update:1");

        Chat.Text(again).ShouldStartWith("/shout was carried out already (ok)");
        _commands.Done.ShouldBe(["hello to all"]);
        (await _commands.AuditAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("ok");
    }

    [Fact]
    public async Task Where_nobody_knows_it_is_not_done_again_and_the_person_decides()
    {
        await StoppedAsync("/shout hello", "update:1");

        var again = await SayAsync("/shout hello", "update:1");
        var oncemore = await SayAsync("/shout hello", "update:1");

        again.Status.ShouldBe(ReplyStatus.Failed);
        Chat.Text(again).ShouldContain("cannot know whether it was carried out");
        again.Buttons.ShouldBe([new ReplyButton("Do it again", "/shout hello")]);
        oncemore.Buttons.ShouldBe(again.Buttons);
        _commands.Done.ShouldBeEmpty();
        (await _commands.AuditAsync()).ShouldHaveSingleItem().Outcome.ShouldBe("unknown");

        await SayAsync(again.Buttons[0].Line, "update:2");
        _commands.Done.ShouldBe(["hello to all"]);
    }

    [Fact]
    public async Task An_order_that_was_refused_is_refused_again_and_not_doubted()
    {
        _commands.OnShout = _ => Reply.Refused("Not now.");
        await SayAsync("/shout hello", "update:1");
        _commands.Restart();

        Chat.Text(await SayAsync("/shout hello", "update:1")).ShouldBe("Not now.");
        (await _commands.AuditAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_order_that_only_asked_asks_again()
    {
        _commands.OnShout = shout => shout.Answer is null
            ? Reply.Ask(new Question("Sure?", QuestionKind.YesNo))
            : Reply.Ok("Heard.");
        await SayAsync("/shout hello", "update:1");
        _commands.Restart();

        var asked = await SayAsync("/shout hello", "update:1");

        asked.Question!.Prompt.ShouldBe("Sure?");
        Chat.Text(await AnswerAsync(asked, "yes", "update:2")).ShouldBe("Heard.");
    }

    [Fact]
    public async Task What_may_be_done_twice_is_done_again_with_one_audit_line()
    {
        await SayAsync("/mark red", "update:1");
        _commands.Restart();
        (await SayAsync("/mark red", "update:1")).Status.ShouldBe(ReplyStatus.Ok);

        _commands.Done.ShouldBe(["red", "red"]);
        (await _commands.AuditAsync()).ShouldHaveSingleItem().Key.ShouldBe("update:1");
    }

    [Fact]
    public async Task Without_a_key_every_order_is_one_of_its_own()
    {
        await SayAsync("/shout hello", null);
        await SayAsync("/shout hello", null);

        _commands.Done.Count.ShouldBe(2);
        (await _commands.AuditAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_button_is_left_out_where_an_answer_would_read_otherwise_in_a_line()
    {
        var asked = await _commands.Dispatcher.ConverseAsync("/shout", Marvin, CancellationToken.None);
        await _commands.Store.BeginOrderAsync("update:2", Some.Moment, CancellationToken.None);

        (await AnswerAsync(asked, "to=bob hello", "update:2")).Buttons.ShouldBeEmpty();
    }

    private async Task StoppedAsync(string line, string key)
    {
        using var stop = new CancellationTokenSource();
        _commands.OnShout = _ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };
        await Should.ThrowAsync<OperationCanceledException>(
            () => _commands.Dispatcher.DispatchAsync(line, Marvin with { OrderKey = key }, stop.Token));
        _commands.OnShout = null;
        _commands.Restart();
    }

    private Task<Reply> SayAsync(string line, string? key) =>
        _commands.Dispatcher.DispatchAsync(line, Marvin with { OrderKey = key }, CancellationToken.None);

    private Task<Reply> AnswerAsync(Reply asked, string answer, string key) => _commands.Dispatcher.AnswerAsync(
        asked.Question!.Nonce!, answer, Marvin with { OrderKey = key }, CancellationToken.None);
}

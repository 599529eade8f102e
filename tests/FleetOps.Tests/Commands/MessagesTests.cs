using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>What is said at most once, to gateways that answer well, badly, or not at all.</summary>
public sealed class MessagesTests : IDisposable
{
    private const string Delivered = """{"action":"send","messageId":"11","payload":{"ok":true,"messageId":"11"}}""";
    private const string No = """{"ok":false,"error":{"type":"cli_error","message":"no such chat"}}""";

    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task A_message_goes_to_the_owner_or_to_whom_is_named()
    {
        var claw = await KeepAsync();
        On(Delivered);

        Chat.Text(await _chat.SayAsync($"/message {claw} hi")).ShouldBe($"{claw} told its owner (4711); message 11.");
        Chat.Text(await _chat.SayAsync($"/message {claw} to=7002  hi to=you"))
            .ShouldBe($"{claw} told 7002; message 11.");

        _chat.Shell.Ran.Select(run => (run.Command.Words[^1], Text(run.Command)))
            .ShouldBe([("4711", "hi"), ("7002", " hi to=you")]);
        (await _chat.SayAsync($"/message {claw} to=bob hi")).Status.ShouldBe(ReplyStatus.Refused);
    }

    [Fact]
    public async Task A_clear_no_is_told_apart_from_a_doubt_and_both_can_be_tried_again()
    {
        var claw = await KeepAsync();
        On(No);
        var refused = await _chat.SayAsync($"/message {claw} hi");
        Chat.Text(refused).ShouldBe($"Not delivered: {claw}'s gateway refuses: no such chat");
        refused.Buttons.ShouldHaveSingleItem().ShouldBe(new ReplyButton("Retry", $"/message {claw} to=4711 hi"));

        foreach (var doubtful in new[] { "", "Killed", """{"payload":{"ok":true}}""" })
        {
            On(doubtful);
            var reply = await _chat.SayAsync($"/message {claw} hi");
            Chat.Text(reply).ShouldStartWith($"It is not known whether {claw} told its owner (4711): ");
            reply.Status.ShouldBe(ReplyStatus.Failed);
            reply.Buttons.ShouldHaveSingleItem();
        }

        _chat.Shell.On("openclaw", Lost);
        Chat.Text(await _chat.SayAsync($"/message {claw} hi")).ShouldStartWith("It is not known");
    }

    [Fact]
    public async Task An_agent_s_answer_is_brought_whole()
    {
        var claw = await KeepAsync();
        On("""{"status":"ok","result":{"payloads":[{"text":"one"},{"text":null},{"text":"two\nlines"}]}}""");

        var reply = await _chat.SayAsync($"/ask {claw} what's \"up\"");

        Chat.Text(reply).ShouldBe($"# {claw} answers\none\n\ntwo\nlines");
        Text(_chat.Shell.Ran.ShouldHaveSingleItem().Command).ShouldBe("what's \"up\"");
        On("""{"status":"error","summary":"model is gone"}""");
        var lost = await _chat.SayAsync($"/ask {claw} hi");
        Chat.Text(lost).ShouldStartWith($"No answer came from {claw}, and what its agent did is not known: ");
        lost.Buttons.ShouldHaveSingleItem().Line.ShouldBe($"/ask {claw} hi");
    }

    [Fact]
    public async Task A_broadcast_is_previewed_sent_side_by_side_and_reported_with_what_to_retry()
    {
        var (well, refusing, lost) = (await KeepAsync("prod"), await KeepAsync("prod"), await KeepAsync("prod"));
        var mute = await KeepAsync("prod", owner: null);
        await KeepAsync("test");
        On(Delivered);
        _chat.Shell.On("openclaw", target => target.Claw.Value == refusing ? Says(No) : target.Claw.Value == lost
            ? throw new FleetException(FailureReason.Timeout, "It did not answer in time.") : Says(Delivered));

        var preview = await _chat.SayAsync("/broadcast label=tier=prod We upgrade\nat noon.");
        Chat.Text(preview).ShouldBe(
            $"To the owners of: {well}, {refusing}, {lost}\nLeft out | Why\n"
            + $"{mute} | {mute} has no owner to write to.\n# The message\n│ We upgrade\n│ at noon.");
        preview.Question!.Prompt.ShouldBe("Send it to 3 claws?");
        _chat.Shell.Ran.ShouldBeEmpty();

        var report = await _chat.AnswerAsync(preview, "yes");
        Chat.Text(report).ShouldStartWith("1 delivered, 1 failed, 1 not known.\n");
        Chat.Text(report).ShouldContain($"{well} | 4711 | delivered, message 11");
        report.Buttons.Select(button => button.Line).ShouldBe(
            [$"/broadcast to={refusing} We upgrade\nat noon.", $"/broadcast to={lost} We upgrade\nat noon."]);

        var again = await _chat.SayAsync(report.Buttons[0].Line);
        Chat.Text(again).ShouldStartWith($"To the owners of: {refusing}\n");
    }

    [Theory]
    [InlineData("/broadcast label=tier=nowhere hi", "No claw fits that choice.")]
    [InlineData("/broadcast to=nobody hi", "There is no claw named 'nobody'.")]
    [InlineData("/broadcast to=claw-x,nobody hi", "There is no claw named 'claw-x'.")]
    public async Task A_broadcast_to_nobody_is_refused(string line, string why)
    {
        await KeepAsync("prod");
        var reply = await _chat.SayAsync(line);
        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldStartWith(why);
    }

    [Fact]
    public async Task A_broadcast_that_is_not_agreed_to_is_not_sent()
    {
        await KeepAsync("prod");
        Chat.Text(await _chat.AnswerAsync(await _chat.SayAsync("/broadcast hi"), "no")).ShouldBe("Nothing was sent.");
        _chat.Shell.Ran.ShouldBeEmpty();
    }

    [Fact]
    public void What_differs_twice_from_once_is_marked_so()
    {
        var catalogue = _chat.Get<CommandCatalogue>();
        foreach (var name in new[] { "message", "ask", "broadcast" })
        {
            catalogue.TryFind(name, out var command).ShouldBeTrue();
            command!.Type.GetCustomAttributes(typeof(FleetCommandAttribute), inherit: false)
                .Cast<FleetCommandAttribute>().Single().IsOnce.ShouldBeTrue(name);
        }
    }

    private static RemoteResult Lost(RemoteTarget target) =>
        throw new FleetException(FailureReason.Unreachable, "The connection broke.");

    private static RemoteResult Says(string output) =>
        ScriptedShell.Says(output, output == Delivered ? 0 : 1);

    private static string Text(RemoteCommand command) => System.Text.Encoding.UTF8.GetString(command.Input.Span);

    private void On(string output) =>
        _chat.Shell.On("openclaw", ScriptedShell.Says(output, output == "Killed" ? 137 : output == No ? 1 : 0));

    private async Task<string> KeepAsync(string tier = "prod", long? owner = 4711)
    {
        var claw = Some.RunningClaw();
        await _chat.KeepAsync(new() { Claw = claw with { Owner = owner, Labels = claw.Labels.Add("tier", tier) } });
        return claw.Name.Value;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Cli;

/// <summary>An order that begins several operations: each is waited for, and one that failed is named.</summary>
public sealed class SeveralOperationsTests : IDisposable
{
    private const string Order = "apply -";

    private static readonly OperationView Alice = ScriptedParent.Operation("open") with
    {
        Id = "op-aaaaaaaa",
        Claw = "alice",
    };

    private static readonly OperationView Bob = ScriptedParent.Operation("open") with { Id = "op-bbbbbbbb" };

    private readonly Terminal _terminal = new() { Input = "claws: {alice: {}, bob: {}}" };

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task All_are_waited_for_and_the_end_of_each_is_told()
    {
        await using var parent = await ParentAsync(Begun(), Ended(Alice), Ended(Bob));

        (await _terminal.RunAsync(Order)).ShouldBe((0, "alice runs.\nbob runs.\n", ""));
    }

    [Fact]
    public async Task One_that_failed_fails_the_whole_and_is_named()
    {
        await using var parent = await ParentAsync(Begun(), Ended(Alice), Failed(Bob));

        (await _terminal.RunAsync(Order)).ShouldBe((
            1, "", "1 of 2 operations failed: bob.\nNo quota.\nWhat happened: parentclaw why bob\n"));

        var (exit, output, _) = await _terminal.RunAsync($"{Order} --json");
        exit.ShouldBe(1);
        var envelope = Read(output);
        (envelope.Ok, envelope.Data!.Status, envelope.Data.Operation).ShouldBe((false, "failed", null));
        envelope.Error!.Message.ShouldBe("1 of 2 operations failed: bob.\nNo quota.");
        envelope.Data.Operations!.Select(one => (one.Claw, one.Status))
            .ShouldBe([("alice", "succeeded"), ("bob", "failed")]);
    }

    [Fact]
    public async Task One_alone_of_an_order_that_may_begin_several_is_named_too()
    {
        var begun = Begun() with { Data = new ReplyView { Status = "ok", Operation = Bob, Operations = [Bob] } };
        await using var parent = await ParentAsync(begun, Failed(Bob));

        var (exit, output, _) = await _terminal.RunAsync($"{Order} --json");

        exit.ShouldBe(1);
        Read(output).Error!.Message.ShouldStartWith("1 of 1 operations failed: bob.");
        Read(output).Data!.Operation!.Status.ShouldBe("failed");
        Read(output).Data!.Operations!.Single().Status.ShouldBe("failed");
    }

    [Fact]
    public async Task What_failed_at_once_is_told_with_what_began()
    {
        var begun = Begun() with { Ok = false, Error = new EnvelopeError(ErrorReason.Failed, "zoe: No image.") };
        await using var parent = await ParentAsync(begun, Ended(Alice), Ended(Bob));

        (await _terminal.RunAsync(Order)).ShouldBe((1, "", "zoe: No image.\n"));
        parent.Asked.Select(asked => asked.Path).ShouldContain($"/v1/operations/{Bob.Id}");
    }

    [Fact]
    public async Task A_person_sees_the_steps_of_each_with_its_claw()
    {
        using var terminal = new Terminal { Input = _terminal.Input, IsPersonThere = true };
        await using var parent = await ParentAsync(terminal, Begun(), Ended(Alice), Ended(Bob));

        var (exit, _, errors) = await terminal.RunAsync(Order);

        exit.ShouldBe(0);
        foreach (var line in (string[])["Deploy alice · op-aaaaaaaa", "alice: Making the machine", "bob: Making the"])
            errors.ShouldContain(line, Case.Sensitive, errors);
    }

    [Theory]
    [InlineData("done", 0, "")]
    [InlineData("failed", 1, "zoe: No image.\n")]
    public async Task All_that_came_of_an_approval_are_waited_for(string status, int exit, string errors)
    {
        var card = new ProposalView(
            "pr-aaaaaaaa", "/apply …", "cli", null, "waiting", DateTimeOffset.UnixEpoch, null, null, null, null);
        var held = new Envelope(false, "apply")
        {
            Data = new ReplyView { Status = "waits", Proposal = card },
            Error = new EnvelopeError(ErrorReason.Waiting, "It waits for an Admin."),
        };
        var decided = card with { Status = status, Outcome = errors.Trim(), Operations = [Alice.Id, Bob.Id] };
        await using var parent = await ScriptedParent.StartAsync(_terminal.Data, asked => asked.Method == "POST"
            ? held
            : asked.Path.StartsWith("/v1/proposals", StringComparison.Ordinal)
                ? held with { Data = new ReplyView { Status = "ok", Proposal = decided } }
                : Look(asked.Path, [Ended(Alice), Ended(Bob)]));

        var (code, output, said) = await _terminal.RunAsync($"{Order} --wait --json");

        (code, said).ShouldBe((exit, ""));
        Read(output).Data!.Operations!.Select(one => one.Status).ShouldBe(["succeeded", "succeeded"]);
        ($"{Read(output).Error?.Message}\n".TrimStart('\n')).ShouldBe(errors);
    }

    [Fact]
    public async Task A_restart_of_the_parent_is_waited_out_for_all_of_them()
    {
        var parent = await ParentAsync(Begun());
        var run = _terminal.RunAsync(Order);
        while (parent.Asked.Count(asked => asked.Path.StartsWith("/v1/operations", StringComparison.Ordinal)) < 2)
            await Task.Yield();
        await parent.DisposeAsync();
        await using var next = await ParentAsync(Begun(), Ended(Alice), Ended(Bob));

        (await run).ShouldBe((0, "alice runs.\nbob runs.\n", ""));
        next.Asked.ShouldAllBe(asked => asked.Method == "GET");
    }

    [Fact]
    public async Task Who_stops_it_is_told_that_they_go_on()
    {
        using var stop = new CancellationTokenSource();
        await using var parent = await ScriptedParent.StartAsync(_terminal.Data, asked =>
        {
            if (asked.Method == "GET")
                stop.Cancel();
            return Begun();
        });

        var (exit, _, errors) = await _terminal.RunAsync(["apply", "-"], stop.Token);

        (exit, errors).ShouldBe((130, "2 operations go on. To see how far they are: parentclaw op\n"));
    }

    private static Envelope Begun() =>
        new(true, "apply") { Data = new ReplyView { Status = "ok", Operations = [Alice, Bob] } };

    private static OperationView Ended(OperationView operation) => operation with
    {
        Status = "succeeded",
        Conclusion = $"{operation.Claw} runs.",
        Steps = [operation.Steps[0] with { Status = "done" }],
    };

    private static OperationView Failed(OperationView operation) =>
        operation with { Status = "failed", Conclusion = "No quota." };

    private static Envelope? Look(string path, ImmutableList<OperationView> looks) =>
        looks.Find(look => path.EndsWith(look.Id, StringComparison.Ordinal)) is { } found
            ? ScriptedParent.Of(found)
            : null;

    private static Envelope Read(string line) => JsonSerializer.Deserialize(line, ContractJson.Default.Envelope)!;

    private Task<ScriptedParent> ParentAsync(Envelope order, params IEnumerable<OperationView> looks) =>
        ParentAsync(_terminal, order, looks);

    /// <summary>A parent that answers an order, and breaks off a wait for what it has no look of.</summary>
    private static Task<ScriptedParent> ParentAsync(
        Terminal terminal, Envelope order, params IEnumerable<OperationView> looks) => ScriptedParent.StartAsync(
        terminal.Data, asked => asked.Method == "POST" ? order : Look(asked.Path, [.. looks]));
}

using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Cli;

/// <summary>What is waited for, how long, and what is said at the end of it.</summary>
public sealed class WaitingTests : IDisposable
{
    private static readonly Envelope Begun = ScriptedParent.Of(ScriptedParent.Operation("open"));
    private static readonly ProposalView Card = new(
        "pr-aaaaaaaa", "/deploy bob", "cli", null, "waiting", DateTimeOffset.UnixEpoch, null, null, null, null);

    private readonly ManualTime _time = new();
    private readonly Terminal _terminal;

    public WaitingTests() => _terminal = new Terminal { Time = _time };

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task An_operation_is_waited_for_and_its_end_is_told()
    {
        await using var parent = await ParentAsync(Begun, ScriptedParent.Operation("succeeded", "bob runs."));

        (await _terminal.RunAsync("deploy bob")).ShouldBe((0, "bob runs.\n", ""));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("rolled_back")]
    [InlineData("cancelled")]
    public async Task One_that_ended_badly_failed(string status)
    {
        await using var parent = await ParentAsync(Begun, ScriptedParent.Operation(status, "No quota."));

        var (exit, output, _) = await _terminal.RunAsync("deploy bob --json");

        exit.ShouldBe(1);
        var envelope = Read(output);
        (envelope.Ok, envelope.Error!.Reason, envelope.Error.Message)
            .ShouldBe((false, ErrorReason.Failed, "No quota."));
        envelope.Data!.Operation!.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_is_told_how_to_look_later()
    {
        await using var parent = await ParentAsync(Begun, ScriptedParent.Operation("succeeded"));

        var (exit, output, _) = await _terminal.RunAsync("deploy bob --no-wait");

        exit.ShouldBe(0);
        output.ShouldEndWith("To wait for its end: parentclaw op op-k3f9x2ma\n");
        parent.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_not_over_in_time_goes_on_and_the_hint_names_it()
    {
        await using var parent = await ParentAsync(Begun, ScriptedParent.Operation("open"));

        var run = _terminal.RunAsync("deploy bob --json --timeout 10m");
        while (parent.Asked.Count < 2)
            await Task.Yield(); // the time runs as soon as it is begun
        await DriveAsync(run);

        var (exit, output, _) = await run;
        exit.ShouldBe(1);
        Read(output).Error!.Reason.ShouldBe(ErrorReason.Timeout);
        Read(output).Error!.Hint!.ShouldContain("parentclaw op op-k3f9x2ma");
    }

    [Fact]
    public async Task Who_stops_it_is_told_that_it_goes_on()
    {
        using var stop = new CancellationTokenSource();
        await using var parent = await ScriptedParent.StartAsync(_terminal.Data, asked =>
        {
            if (asked.Method == "GET")
                stop.Cancel();
            return Begun;
        });

        var (exit, _, errors) = await _terminal.RunAsync(["deploy", "bob"], stop.Token);

        exit.ShouldBe(130);
        errors.ShouldStartWith("op-k3f9x2ma goes on.");
    }

    [Fact]
    public async Task An_operation_is_waited_for_across_a_restart_of_the_parent()
    {
        var parent = await ParentAsync(Begun, null);
        var run = _terminal.RunAsync("deploy bob");
        while (parent.Asked.All(asked => asked.Method != "GET"))
            await Task.Yield();
        await parent.DisposeAsync();
        await using var next = await ParentAsync(Begun, ScriptedParent.Operation("succeeded", "bob runs."));
        await DriveAsync(run);

        (await run).ShouldBe((0, "bob runs.\n", ""));
        next.Asked.ShouldAllBe(asked => asked.Method == "GET");
    }

    [Fact]
    public async Task A_decision_is_not_waited_for_unless_that_is_wished()
    {
        await using var parent = await ParentAsync(Held(Card), null);

        var (exit, output, _) = await _terminal.RunAsync("deploy bob --json");

        exit.ShouldBe(3);
        Read(output).Data!.Proposal!.Id.ShouldBe("pr-aaaaaaaa");
        parent.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_decision_that_is_waited_for_leads_on_to_its_operation()
    {
        var done = Card with { Status = "done", DecidedBy = "mary", Operation = "op-k3f9x2ma" };
        await using var parent = await ScriptedParent.StartAsync(_terminal.Data, asked => asked.Path switch
        {
            "/v1/commands/deploy" => Held(Card),
            "/v1/proposals/pr-aaaaaaaa" => Held(done) with { Ok = true, Error = null },
            _ => ScriptedParent.Of(ScriptedParent.Operation("succeeded", "bob runs.")),
        });

        (await _terminal.RunAsync("deploy bob --wait")).ShouldBe((0, "bob runs.\n", ""));
    }

    [Theory]
    [InlineData("refused", 5, "'mary' refused /deploy bob.")]
    [InlineData("refused because", 5, "'mary' refused /deploy bob: Not before Monday.\n")]
    [InlineData("expired", 5, "Nobody decided about /deploy bob in time.")]
    [InlineData("failed", 1, "No quota.")]
    public async Task A_decision_against_it_is_told(string status, int exit, string said)
    {
        var ended = Card with
        {
            Status = status.Split(' ')[0],
            DecidedBy = "mary",
            Outcome = status switch
            {
                "failed" => "No quota.",
                "refused because" => "Not before Monday.",
                _ => null,
            },
        };
        await using var parent = await ScriptedParent.StartAsync(
            _terminal.Data, asked => Held(asked.Method == "GET" ? ended : Card));

        var run = await _terminal.RunAsync("deploy bob --wait");

        run.Exit.ShouldBe(exit);
        run.Errors.ShouldStartWith(said);
    }

    [Fact]
    public async Task A_look_that_refreshes_is_a_line_of_JSON_each_time_until_it_is_refused()
    {
        var looks = 0;
        await using var parent = await ScriptedParent.StartAsync(_terminal.Data, _ => ++looks < 3
            ? ScriptedParent.Done("fleet", $"Look {looks}.")
            : Envelope.Of("fleet", new EnvelopeError(ErrorReason.Refused, "No more.")));

        var run = _terminal.RunAsync("monitor-all --watch --json --quiet");
        await DriveAsync(run);

        var (exit, output, _) = await run;
        exit.ShouldBe(5);
        output.Trim().Split('\n').Select(line => Read(line).Ok).ShouldBe([true, true, false]);
    }

    private static Envelope Held(ProposalView proposal) => new(false, "deploy")
    {
        Data = new ReplyView { Status = "waits", Proposal = proposal },
        Error = new EnvelopeError(ErrorReason.Waiting, "It waits for an Admin."),
    };

    private static Envelope Read(string line) => JsonSerializer.Deserialize(line, ContractJson.Default.Envelope)!;

    /// <summary>Lets time pass as long as something waits for it.</summary>
    private async Task DriveAsync(Task run)
    {
        while (!run.IsCompleted)
        {
            if (_time.Waiting > 0)
                _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }

    /// <summary>A parent that answers an order, and breaks off a wait where it has no look.</summary>
    private Task<ScriptedParent> ParentAsync(Envelope order, OperationView? look) => ScriptedParent.StartAsync(
        _terminal.Data, asked => asked.Method == "POST" ? order : look is null ? null : ScriptedParent.Of(look));
}

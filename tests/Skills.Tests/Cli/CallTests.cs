using System.Net.Sockets;
using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Cli;

/// <summary>One call: what is sent, what is printed, with which exit status.</summary>
public sealed class CallTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task An_answer_goes_to_the_output_and_nothing_else_does()
    {
        await using var parent = await ParentAsync(_ => ScriptedParent.Done("fleet", "One claw."));

        (await _terminal.RunAsync("fleet tier=prod")).ShouldBe((0, "One claw.\n", ""));

        var asked = parent.Asked.ShouldHaveSingleItem();
        asked.Path.ShouldBe("/v1/commands/fleet");
        asked.Headers["Parentclaw-Agent"].ShouldBe("cli");
        asked.Body.ShouldBe("""{"arguments":{},"words":"tier=prod","dryRun":false,"columns":0}""");
    }

    [Fact]
    public async Task As_JSON_it_is_exactly_the_envelope_on_one_line()
    {
        var envelope = ScriptedParent.Done("fleet", "One\nclaw.");
        await using var parent = await ParentAsync(_ => envelope);

        var (exit, output, errors) = await _terminal.RunAsync("--json fleet");

        (exit, errors).ShouldBe((0, ""));
        output.ShouldBe(JsonSerializer.Serialize(envelope, ContractJson.Default.Envelope) + "\n");
    }

    [Fact]
    public async Task Quiet_says_nothing_but_errors()
    {
        await using var parent = await ParentAsync(asked => asked.Path.EndsWith("fleet", StringComparison.Ordinal)
            ? ScriptedParent.Done("fleet", "One claw.")
            : Envelope.Of("status", new EnvelopeError(ErrorReason.Refused, "There is no claw zoe.", "Look at fleet.")));

        (await _terminal.RunAsync("fleet --quiet")).ShouldBe((0, "", ""));
        (await _terminal.RunAsync("status zoe -q")).ShouldBe((5, "", "There is no claw zoe.\nLook at fleet.\n"));
    }

    [Fact]
    public async Task What_others_say_does_not_steer_the_terminal()
    {
        await using var parent = await ParentAsync(_ => Envelope.Of(
            "ask", new EnvelopeError(ErrorReason.Failed, "It said: \e]0;title\a\u202Eevil", "Try\e[2J again.")));

        (await _terminal.RunAsync("ask alice hello")).Errors.ShouldBe("It said: ·]0;title··evil\nTry·[2J again.\n");
    }

    [Fact]
    public async Task Why_agent_and_dry_run_are_sent()
    {
        await using var parent = await ParentAsync(_ => ScriptedParent.Done("fleet", ""));

        await _terminal.RunAsync(["fleet", "--agent", "nightly.1", "--why", "It is time.\nReally."]);

        var asked = parent.Asked.ShouldHaveSingleItem();
        asked.Headers["Parentclaw-Agent"].ShouldBe("nightly.1");
        asked.Body.ShouldContain("""
            "why":"It is time.\nReally."
            """);
    }

    [Fact]
    public async Task The_environment_names_the_agent_too()
    {
        _terminal.Variables["PARENTCLAW_AGENT"] = "from-env";
        await using var parent = await ParentAsync(_ => ScriptedParent.Done("fleet", ""));

        await _terminal.RunAsync("fleet");

        parent.Asked.ShouldHaveSingleItem().Headers["Parentclaw-Agent"].ShouldBe("from-env");
    }

    [Theory]
    [InlineData("fleet --agent a\nb")]
    [InlineData("fleet --agent ü")]
    [InlineData("fleet --timeout soon")]
    [InlineData("fleet --timeout")]
    [InlineData("fleet --wait --no-wait")]
    [InlineData("fleet --json=perhaps")]
    [InlineData("fleet --agent x --agent y")]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    [InlineData("upgrade alice --image 1 --image 2")]
    public async Task A_wrong_command_line_is_a_usage_error_as_text_and_as_JSON(string line)
    {
        var (exit, output, errors) = await _terminal.RunAsync(line);
        (exit, output).ShouldBe((2, ""));
        errors.ShouldNotBeEmpty();

        (exit, output, _) = await _terminal.RunAsync($"--json {line}");
        exit.ShouldBe(2);
        JsonSerializer.Deserialize(output, ContractJson.Default.Envelope)!.Error!.Reason.ShouldBe(ErrorReason.Usage);
    }

    [Theory]
    [InlineData("flete", "fleet")]
    [InlineData("approve-devcie", "approve-device")]
    [InlineData("complation", "completion")]
    public async Task A_word_that_is_near_a_command_is_told_of_it(string typed, string meant) =>
        (await _terminal.RunAsync(typed)).Errors.ShouldBe($"There is no command '{typed}'. Did you mean {meant}?\n");

    [Fact]
    public async Task Without_a_parent_it_says_where_it_looked()
    {
        var (exit, _, errors) = await _terminal.RunAsync("fleet");

        exit.ShouldBe(4);
        errors.ShouldStartWith($"No parent runs here: there is no socket {_terminal.Data}/api.sock.");
    }

    [Fact]
    public async Task The_socket_of_a_dead_parent_is_told_at_once()
    {
        var path = ApiSocket.Of(_terminal.Data, _ => null);
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint($"{path}.own"));
            File.Move($"{path}.own", path); // who ends in order removes its own
        }

        var (exit, output, _) = await _terminal.RunAsync("fleet --json");

        exit.ShouldBe(4);
        var error = JsonSerializer.Deserialize(output, ContractJson.Default.Envelope)!.Error!;
        error.Reason.ShouldBe(ErrorReason.NoParent);
        error.Message.ShouldContain("is left of one that ended");
    }

    [Fact]
    public async Task An_order_is_given_again_under_its_key_where_the_connection_broke()
    {
        var broken = 2;
        await using var parent = await ParentAsync(
            _ => broken-- > 0 ? null : ScriptedParent.Done("park", "Done."));

        (await _terminal.RunAsync("park alice")).Exit.ShouldBe(0);

        parent.Asked.Count.ShouldBe(3);
        parent.Asked.Select(asked => asked.Headers[ParentClient.OrderHeader]).Distinct()
            .ShouldHaveSingleItem().Length.ShouldBe(32);
    }

    [Fact]
    public async Task A_parent_that_stays_away_is_given_up_after_a_quarter_of_a_minute()
    {
        var time = new ManualTime();
        using var terminal = new Terminal { Time = time };
        await using var parent = await ScriptedParent.StartAsync(terminal.Data, _ => null);

        var run = terminal.RunAsync("park alice");
        while (!run.IsCompleted)
        {
            if (time.Waiting > 0)
                time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await run).Exit.ShouldBe(4);
        parent.Asked.Count.ShouldBeInRange(15, 80);
    }

    [Fact]
    public async Task A_file_in_the_answer_is_written_where_it_is_wanted_and_else_printed_as_it_is()
    {
        var answer = new Envelope(true, "config")
        {
            Data = new ReplyView
            {
                Status = "ok", Blocks = [new FileView("alice.json", "{\n}\n"), new TextView("Secrets are left out.")],
            },
        };
        await using var parent = await ParentAsync(_ => answer);
        var file = Path.Combine(_terminal.Data, "out.json");
        await File.WriteAllTextAsync(file, "before");

        (await _terminal.RunAsync("config alice download")).ShouldBe((0, "{\n}\n", "Secrets are left out.\n"));
        (await _terminal.RunAsync($"config alice download -o {file}")).Exit.ShouldBe(0);

        (await File.ReadAllTextAsync(file)).ShouldBe("{\n}\n");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await _terminal.RunAsync("config alice download -o /no/where")).Exit.ShouldBe(1);
    }

    private Task<ScriptedParent> ParentAsync(Func<AskedParent, Envelope?> answer) =>
        ScriptedParent.StartAsync(_terminal.Data, answer);
}

using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>Two real processes: a parent, and <c>parentbot chat</c> beside it in a terminal of its own.</summary>
public sealed class ChatTests : IDisposable
{
    private const string Prompt = "SANDBOX parentclaw> ";
    private const string Away = "! The parent has stopped.";
    private const string Back = "! The parent is back.";
    private const string Secret = "sk-planted-in-a-terminal";

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Needs("python3")]
    public async Task A_person_in_another_terminal_deploys_answers_in_secret_and_leaves_the_parent_alone()
    {
        using var parent = await StartAsync("--Sandbox:Speed=0");
        using var chat = new PtyChat(_home.Data);
        await chat.ReadAsync("ParentClaw · SANDBOX · the parent of parentclaw, ");
        await chat.ReadAsync(Prompt);
        await chat.TypeAsync("/deploy alice");
        await chat.ReadAsync("SANDBOX · Deploy alice · op-");
        await chat.ReadAsync("alice is deployed");
        await chat.ReadAsync(Prompt);
        await chat.TypeAsync("/secret set alice xai_api_key");
        await chat.ReadAsync("(not shown)");
        await chat.TypeAsync(Secret);
        await chat.ReadAsync(Prompt);
        await chat.TypeAsync("/secret list alice");
        await chat.ReadAsync("xai_api_key");
        await chat.ReadAsync(Prompt);
        await chat.TypeAsync("/quit");

        (await chat.EndAsync()).ShouldBe(0, chat.Shown);
        chat.Shown.ShouldContain("Goodbye.");
        chat.Shown.ShouldNotContain("planted");
        await parent.Input.WriteLineAsync("/status alice");
        var (exit, output, _) = await parent.EndAsync();
        (exit, output.Contains("planted")).ShouldBe((0, false));
        output.ShouldContain("/status alice");
    }

    [Needs("python3")]
    public async Task A_parent_that_is_killed_in_the_middle_costs_the_chat_nothing()
    {
        using var chat = await KilledInTheMiddleOfADeployAsync();
        using (var second = await StartAsync("--Sandbox:Speed=0"))
        {
            await chat.ReadAsync(Back);
            await chat.ReadAsync("alice is deployed");
            await chat.ReadAsync(Prompt);
            await chat.TypeAsync("/destroy alice");
            await chat.ReadAsync("Type its name to destroy alice:"); // the question of this parent …
            await second.SignalAsync("TERM");
            (await second.EndAsync()).Exit.ShouldBe(0);
        }

        await chat.TypeAsync("alice");
        await chat.ReadAsync(Away);
        using var third = await StartAsync("--Sandbox:Speed=0");
        await chat.ReadAsync(Back);
        await chat.ReadAsync("alice is destroyed"); // … is answered to the next one
        await chat.ReadAsync(Prompt);
        await chat.TypeAsync("/quit");

        (await chat.EndAsync()).ShouldBe(0, chat.Shown);
    }

    [Needs("python3")]
    public async Task What_comes_while_a_line_is_typed_stands_above_it_and_the_line_goes_on()
    {
        using var chat = await WithALineHalfTypedAsync();
        await chat.ReadAsync(Away);
        await chat.ReadAsync($"{Prompt}/he");
        using var parent = await StartAsync("--Sandbox:Speed=0");
        await chat.ReadAsync(Back);
        await chat.ReadAsync($"{Prompt}/he");
        await chat.TypeAsync("lp deploy");
        await chat.ReadAsync("Make a claw");
        await chat.ReadAsync(Prompt);
        await chat.TypeAsync("/quit");

        (await chat.EndAsync()).ShouldBe(0, chat.Shown);
    }

    [Needs("setsid")]
    public async Task Who_has_no_terminal_is_told_that_only_people_chat()
    {
        using var parent = await StartAsync("--Sandbox:Speed=0");

        var (exit, output, errors) = await PtyChat.RunWithoutTerminalAsync(_home.Data, "/fleet\n/quit\n");

        exit.ShouldBe(1);
        errors.ShouldStartWith("Only a person at a terminal chats. ");
        output.ShouldContain("the parent of parentclaw, ");
    }

    [Fact]
    public async Task Where_no_parent_runs_it_says_so_and_ends_with_4()
    {
        var (exit, output, errors) = await RunningParentBot.RunAsync(_home.Data, "", "chat");

        (exit, output).ShouldBe((4, ""));
        errors.ShouldStartWith($"No parent runs here: there is no socket {_home.Data}/api.sock. ");
        errors.Count(letter => letter == '\n').ShouldBe(1);
        Directory.Exists(_home.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task What_it_is_not_told_is_asked_for_in_one_sentence() =>
        (await RunningParentBot.RunAsync(_home.Data, "", "chat", "--dta", "x"))
            .ShouldBe((1, "", "Write it as in: parentbot chat [--data DIR]\n"));

    private async Task<PtyChat> KilledInTheMiddleOfADeployAsync()
    {
        using var parent = await StartAsync();
        var chat = new PtyChat(_home.Data);
        await chat.ReadAsync(Prompt);
        await chat.TypeAsync("/deploy alice");
        await chat.ReadAsync("SANDBOX · Deploy alice · op-");
        await parent.KillAsync();
        await chat.ReadAsync(Away);
        return chat;
    }

    private async Task<PtyChat> WithALineHalfTypedAsync()
    {
        using var parent = await StartAsync("--Sandbox:Speed=0");
        var chat = new PtyChat(_home.Data);
        await chat.ReadAsync(Prompt);
        await chat.PressAsync("/he");
        await chat.ReadAsync($"{Prompt}/he");
        using (var agent = new ParentClient(ApiSocket.Of(_home.Data, Environment.GetEnvironmentVariable), "nightly"))
            await agent.OrderAsync("deploy", new CommandOrder { Words = "bob" }, null, CancellationToken.None);
        await chat.ReadAsync("! The agent nightly asks for '/deploy bob'. ");
        await chat.ReadAsync($"{Prompt}/he");
        await parent.KillAsync();
        return chat;
    }

    /// <summary>Starts a parent on paper; it listens when it has greeted.</summary>
    private async Task<RunningParentBot> StartAsync(params string[] settings)
    {
        var parent = new RunningParentBot(_home.Data, ["--Sandbox:Machines=None", .. settings]);
        (await parent.Output.ReadLineAsync()).ShouldNotBeNull().ShouldContain("SANDBOX");
        return parent;
    }
}

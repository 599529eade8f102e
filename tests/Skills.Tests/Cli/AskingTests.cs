using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Cli;

/// <summary>A person is asked; a program never is.</summary>
public sealed class AskingTests : IDisposable
{
    private readonly Terminal _person = new() { IsPersonThere = true };

    public void Dispose() => _person.Dispose();

    [Fact]
    public async Task A_person_says_who_he_is_and_is_asked()
    {
        await using var parent = await ParentAsync(Question("yes_no"), ScriptedParent.Done("answer", "Parked."));

        var run = await _person.Typing("y").RunAsync("park alice");

        run.ShouldBe((0, "Parked.\n", "alice will stop.\nPark it? [yes/no] "));
        var (order, answer) = (parent.Asked.First(), parent.Asked.Last());
        order.Headers.Keys.ShouldContain("Parentclaw-Person");
        order.Headers.Keys.ShouldNotContain("Parentclaw-Agent");
        _person.Acts.ShouldBe(["type"]);
        answer.Path.ShouldBe("/v1/questions/n1");
        answer.Body.ShouldBe("""{"answer":"yes","columns":0}""");
    }

    [Fact]
    public async Task A_secret_is_not_shown_and_not_trimmed()
    {
        await using var parent = await ParentAsync(Question("secret"), ScriptedParent.Done("answer", "Kept."));

        await _person.Typing(" s3cret ").RunAsync("secret set alice telegram_bot_token");

        _person.Acts.ShouldBe(["hide", "type", "show"]);
        parent.Asked.Last().Body.ShouldContain("\" s3cret \"");
    }

    [Fact]
    public async Task Who_ends_the_input_has_answered_nothing()
    {
        await using var parent = await ParentAsync(Question("typed"), null);

        var run = await _person.Typing((string?)null).RunAsync("destroy alice");

        run.Exit.ShouldBe(3);
        run.Errors.ShouldContain("Nothing was answered, so nothing was done.");
        parent.Asked.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("park alice --agent nightly")]
    [InlineData("park alice --json")]
    public async Task Who_says_that_he_is_a_program_or_wants_JSON_is_not_asked(string line)
    {
        await using var parent = await ParentAsync(Question("yes_no"), null);

        (await _person.RunAsync(line)).Exit.ShouldBe(3);

        _person.Acts.ShouldBeEmpty();
        parent.Asked.ShouldHaveSingleItem().Headers.Keys.ShouldContain("Parentclaw-Agent");
    }

    [Fact]
    public async Task A_program_gets_the_question_s_text()
    {
        using var program = new Terminal();
        await using var parent = await ScriptedParent.StartAsync(program.Data, _ => Question("yes_no"));

        var (exit, output, _) = await program.RunAsync("park alice --json");

        exit.ShouldBe(3);
        JsonSerializer.Deserialize(output, ContractJson.Default.Envelope)!.Error!.Message.ShouldBe("Park it?");
    }

    [Fact]
    public async Task A_person_sees_the_steps_pass_each_once()
    {
        await using var parent = await ScriptedParent.StartAsync(_person.Data, asked =>
            ScriptedParent.Of(ScriptedParent.Operation(asked.Method == "POST" ? "open" : "succeeded", "bob runs.")));

        var run = await _person.RunAsync("deploy bob");

        run.Output.ShouldBe("bob runs.\n");
        run.Errors.ShouldBe("Deploy bob · op-k3f9x2ma\n  \e[32m✓\e[0m Making the machine · bob-g1\n");
    }

    [Fact]
    public async Task Without_colours_where_they_are_not_wanted()
    {
        _person.Variables["NO_COLOR"] = "1";
        await using var parent = await ScriptedParent.StartAsync(_person.Data, asked =>
            ScriptedParent.Of(ScriptedParent.Operation(asked.Method == "POST" ? "open" : "succeeded", "bob runs.")));

        (await _person.RunAsync("deploy bob")).Errors.ShouldNotContain("\e[");
    }

    private static Envelope Question(string kind) => new(false, "park")
    {
        Data = new ReplyView
        {
            Status = "asks", Text = "alice will stop.", Question = new QuestionView("n1", "Park it?", kind, 60, []),
        },
        Error = new EnvelopeError(ErrorReason.Waiting, "Park it?"),
    };

    private Task<ScriptedParent> ParentAsync(Envelope order, Envelope? answer) => ScriptedParent.StartAsync(
        _person.Data, asked => asked.Path.StartsWith("/v1/questions", StringComparison.Ordinal) ? answer : order);
}

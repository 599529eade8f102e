using System.Text.Json;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Cli;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Cli;

/// <summary>What is typed in a shell means what it means in a chat, and nothing in it means more.</summary>
public sealed class OrderWritingTests
{
    private static readonly CommandParser Parser = new(CommandCatalogue.Of(typeof(CommandCatalogue).Assembly));

    [Fact]
    public void The_example_of_every_command_becomes_its_order()
    {
        var commands = KnownCommands.All();
        var lines = commands.Where(command => !command.Arguments.Exists(one => one.IsFile))
            .Select(command => command.Example[1..])
            .Select(line => $"{line}\n  {Json(Write(line.Split(' ')))}");

        commands.Count.ShouldBeGreaterThan(45);
        Approved.Match(string.Join('\n', lines));
    }

    [Fact]
    public void The_order_of_an_example_is_the_command_that_a_chat_makes_of_it()
    {
        var compared = 0;
        foreach (var command in KnownCommands.All().Where(command => !command.Arguments.Exists(one => one.IsFile)))
        {
            var line = $"/{command.Name} {Write(command.Example[1..].Split(' ')).Words}".TrimEnd();
            Parser.TryParse(line, out var ours, out _).ShouldBeTrue(line);
            Parser.TryParse(command.Example, out var theirs, out _).ShouldBeTrue();
            ours.ShouldBe(theirs);
            compared++;
        }

        compared.ShouldBeGreaterThan(45);
    }

    [Fact]
    public void One_command_is_described_as_it_is_among_all()
    {
        foreach (var command in KnownCommands.All())
            JsonSerializer.Serialize(KnownCommands.Find(command.Name)).ShouldBe(JsonSerializer.Serialize(command));

        KnownCommands.Find("nothing").ShouldBeNull();
    }

    [Fact]
    public void A_named_argument_is_an_option_too_and_keeps_its_blanks() =>
        Json(Write(["upgrade", "alice", "--image", "1.1.0 beta"]))
            .ShouldBe("""{"arguments":{"image":"1.1.0 beta"},"words":"alice","dryRun":false}""");

    [Fact]
    public void A_number_is_a_number() => Json(Write(["deploy", "bob", "--owner=4711"]))
        .ShouldBe("""{"arguments":{"owner":4711},"words":"bob","dryRun":false}""");

    [Fact]
    public void What_is_no_number_is_refused() =>
        Refusal(["deploy", "bob", "--owner", "me"]).ShouldStartWith("'me' is no owner");

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("  three   blanks ")]
    [InlineData("\"quotes\" and 'others' and `these` $(and) these")]
    [InlineData("🦞 и русский")]
    [InlineData("@not-a-file")]
    [InlineData("-1 is less than nothing")]
    [InlineData("[suggest:3]")]
    [InlineData("/status bob")]
    public void A_text_goes_through_as_it_is(string text) =>
        Write(["message", "alice", text]).Words.ShouldBe($"alice {text}");

    [Fact]
    public void A_text_may_be_long_and_come_in_words()
    {
        var text = new string('x', 100_000);
        Write(["message", "alice", text, "and", "more"]).Words.ShouldBe($"alice {text} and more");
    }

    [Fact]
    public void Behind_two_dashes_all_is_text() =>
        Write(["message", "alice", "--", "--json", "--", "--nonsense", "-q"]).Words
            .ShouldBe("alice --json -- --nonsense -q");

    [Fact]
    public void A_command_may_be_about_a_claw_that_is_named_as_one()
    {
        Write(["status", "status"]).Words.ShouldBe("status");
        Write(["status", "parentclaw"]).Words.ShouldBe("parentclaw");
    }

    [Theory]
    [InlineData("alice image=9.9.9")]
    [InlineData("alice\nbob")]
    [InlineData("alice ")]
    public void A_claw_s_name_with_a_blank_in_it_is_no_further_argument(string name)
    {
        Refusal(["upgrade", name]).ShouldEndWith("is no claw: it is one word.");
        Refusal(["message", name, "hello"]).ShouldEndWith("is no claw: it is one word.");
    }

    [Theory]
    [InlineData("--jsn", "Did you mean --json?")]
    [InlineData("--dry-run", "has no option")]
    [InlineData("--imge=1", "has no option '--imge'")]
    public void An_option_that_there_is_not_is_no_word(string option, string said) =>
        Refusal(["fleet", option]).ShouldContain(said);

    [Fact]
    public void A_choice_may_be_written_as_an_option() =>
        Write(["logs", "alice", "--errors"]).Words.ShouldBe("alice --errors");

    [Fact]
    public void No_argument_of_a_command_has_the_name_of_an_option_that_all_have()
    {
        var named = KnownCommands.All().SelectMany(command =>
            command.Arguments.Where(argument => argument.IsNamed)
                .Select(argument => (Command: command, argument.Name)));
        named.Count().ShouldBeGreaterThan(10);
        named.Where(one => !new CommandForm(one.Command).Named.Contains(one.Name)).ShouldBeEmpty();
    }

    private static CommandOrder Write(IReadOnlyList<string> line)
    {
        TryWrite(line, out var order, out var refusal).ShouldBeTrue(refusal);
        return order!;
    }

    private static string Refusal(IReadOnlyList<string> line)
    {
        TryWrite(line, out _, out var refusal).ShouldBeFalse();
        return refusal!;
    }

    private static bool TryWrite(IReadOnlyList<string> line, out CommandOrder? order, out string? refusal)
    {
        order = null;
        var command = KnownCommands.Find(line[0]).ShouldNotBeNull();
        return new CommandForm(command).TryRead([.. line.Skip(1)], out _, out var words, out refusal)
            && new OrderWriting(command, new OrderFiles(() => Stream.Null)).TryWrite(words, out order, out refusal);
    }

    private static string Json(CommandOrder order) =>
        JsonSerializer.Serialize(order, ContractJson.Default.CommandOrder);
}

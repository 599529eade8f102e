using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class CommandParserTests
{
    private static readonly ClawName Alice = ClawName.Parse("alice");
    private static readonly CommandParser Parser = new(Sample.Catalogue);

    [Theory]
    [InlineData("/make alice")]
    [InlineData("  /make   alice\t ")]
    [InlineData("/MAKE alice")]
    [InlineData("/make@FleetBot alice")]
    [InlineData("/make\nalice")]
    public void A_line_becomes_its_command(string line) => Parsed(line).ShouldBe(new Make(Alice));

    [Theory]
    [InlineData("/make alice owner=4711 image=1.10.0")]
    [InlineData("/make alice IMAGE=1.10.0 owner=4711")]
    [InlineData("/make image=1.10.0 alice owner=4711")]
    [InlineData("/make alice --image=1.10.0 —Owner=4711")]
    public void Named_arguments_stand_anywhere(string line) =>
        Parsed(line).ShouldBe(new Make(Alice) { Image = ImageVersion.Parse("1.10.0"), Owner = 4711 });

    [Theory]
    [InlineData("/lines", null, 20)]
    [InlineData("/lines alice", "alice", 20)]
    [InlineData("/lines 7", null, 7)]
    [InlineData("/lines alice 7", "alice", 7)]
    [InlineData("/lines 7 alice", "alice", 7)]
    public void An_optional_argument_leaves_a_word_it_cannot_be_to_the_next(string line, string? claw, int count) =>
        Parsed(line).ShouldBe(new Lines(claw is null ? null : ClawName.Parse(claw), count));

    [Theory]
    [InlineData("hello")]
    [InlineData("hello  there \"you\" ")]
    [InlineData(" two blanks before, two behind  ")]
    [InlineData("$(rm -rf /) `x` 'y' \\ \"z\" ; | & < > * ? ~ # % =")]
    [InlineData("first\nsecond\r\n\tthird\n")]
    [InlineData("image=1.0.0 is not ours to read")]
    [InlineData("🦞 naïve ‮ \uD800 \0 \u001b[31m")]
    public void The_rest_of_the_line_is_taken_verbatim(string text) =>
        Parsed($"/tell alice {text}").ShouldBe(new Tell(Alice, text));

    [Fact]
    public void The_rest_may_be_long()
    {
        var text = new string('x', 64 * 1024);

        Parsed($"/tell alice {text}").ShouldBe(new Tell(Alice, text));
    }

    [Theory]
    [InlineData("/crash alice gateway", Broken.Gateway)]
    [InlineData("/crash alice disk-full", Broken.DiskFull)]
    [InlineData("/crash alice DISK-FULL", Broken.DiskFull)]
    [InlineData("/crash alice --disk-full", Broken.DiskFull)]
    [InlineData("/crash alice —disk-full", Broken.DiskFull)]
    internal void Choices_are_words(string line, Broken what) => Parsed(line).ShouldBe(new Crash(Alice, what));

    [Fact]
    public void Choices_are_bound_as_they_are_declared() => Parsed("/key SET alice").ShouldBe(new Key("set", Alice));

    [Theory]
    [InlineData("", "Nothing was typed. /help lists all commands.")]
    [InlineData(" \t\n", "Nothing was typed. /help lists all commands.")]
    [InlineData("make alice", "Commands begin with a slash. Did you mean /make?")]
    [InlineData("/mkae alice", "There is no command '/mkae'. Did you mean /make?")]
    [InlineData("/zzzzzz", "There is no command '/zzzzzz'. /help lists all of them.")]
    [InlineData("/\u001b[2J", "There is no command '/·[2J'. /help lists all of them.")]
    [InlineData(
        "/make",
        "/make needs <claw>: Which claw.\nUsage: /make <claw> [image=…] [owner=…]\n"
        + "Example: /make alice image=1.1.0")]
    [InlineData("/tell alice", "/tell needs <text>: What.\nUsage: /tell <claw> <text…>\nExample: /tell alice hello")]
    public void A_line_that_is_no_command_is_refused_with_what_to_type(string line, string refusal) =>
        Refused(line).ShouldBe(refusal);

    [Theory]
    [InlineData("/make Alice", "'Alice' is no claw. A claw's name has 3 to 32 characters of a-z, 0-9 and -")]
    [InlineData("/make alice bob", "/make does not know what to do with 'bob'.")]
    [InlineData("/make alice imgae=1.1.0", "'imgae=1.1.0'. Did you mean image=…?")]
    [InlineData("/make alice owner=me", "'me' is no owner. It is a whole number.")]
    [InlineData("/make alice owner=99999999999999999999", "is no owner. It is a whole number.")]
    [InlineData("/make alice owner=1 owner=2", "owner= was given twice.")]
    [InlineData("/crash alice 1", "'1' is no what. It is one of gateway, disk-full.")]
    [InlineData("/crash alice", "/crash needs gateway|disk-full: What.")]
    [InlineData("/key steal alice", "'steal' is no action. It is one of set, forget.")]
    [InlineData("/lines Alice", "'Alice' is no claw.")]
    public void An_argument_that_does_not_fit_is_named(string line, string part) => Refused(line).ShouldContain(part);

    [Fact]
    public void A_blank_rest_is_missing() => Refused("/tell alice    ").ShouldStartWith("/tell needs <text>");

    [Fact]
    public void No_line_makes_the_parser_throw()
    {
        string[] pieces =
        [
            "/", "/tell", "/make", "/crash", "/key", "/lines", "tell", "alice", "image=", "owner=", "=", "@", "1", "-1",
            "set", "gateway", " ", "  ", "\t", "\n", "\r", "\0", "'", "\"", "$(x)", "\u001b[2J", "🦞", "\uD83E",
            "\uDD9E", "é", "𝒳", ":",
        ];
        var piece = Gen.OneOf(Gen.Elements(pieces), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        var line = Gen.ListOf(piece).Select(string.Concat).ToArbitrary();

        Prop.ForAll(line, text =>
        {
            var isParsed = Parser.TryParse(text, out var command, out var refusal);
            return isParsed == (command is not null) && isParsed == string.IsNullOrEmpty(refusal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100_000));
    }

    private static ICommand Parsed(string line)
    {
        Parser.TryParse(line, out var command, out var refusal).ShouldBeTrue(refusal);
        return command!;
    }

    private static string Refused(string line)
    {
        Parser.TryParse(line, out var command, out var refusal).ShouldBeFalse(command?.ToString());
        return refusal!;
    }
}

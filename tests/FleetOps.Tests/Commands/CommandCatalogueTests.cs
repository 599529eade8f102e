using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class CommandCatalogueTests
{
    [Fact]
    public void The_product_s_own_commands_keep_every_rule()
    {
        var catalogue = CommandCatalogue.Of(typeof(CommandCatalogue).Assembly);

        string[] known = ["help", "audit", "quit"];
        known.ShouldBeSubsetOf(catalogue.Commands.Select(command => command.Name));
        catalogue.Commands.ShouldAllBe(command => command.Arguments.All(argument => argument.Summary.EndsWith('.')));
        catalogue.Commands.ShouldAllBe(command => command.Summary.EndsWith('.'));
    }

    [Fact]
    public void Commands_stand_in_the_order_of_help_then_by_name()
    {
        var catalogue = new CommandCatalogue([typeof(Quit), typeof(Tell), typeof(Make), typeof(Audit)]);

        catalogue.Commands.Select(command => command.Name).ShouldBe(["make", "tell", "audit", "quit"]);
    }

    [Fact]
    public void A_command_is_described_for_menus_and_schemas()
    {
        Sample.Catalogue.TryFind("/MAKE", out var make).ShouldBeTrue();

        make!.Usage.ShouldBe("/make <claw> [image=…] [owner=…]");
        make.Arguments.Select(argument => (argument.Name, argument.IsOptional, argument.IsNamed, argument.Type))
            .ShouldBe(
            [
                ("claw", false, false, typeof(ClawName)),
                ("image", true, true, typeof(ImageVersion)),
                ("owner", true, true, typeof(long)),
            ]);
        make.Asks.ShouldBeFalse();
        Sample.Catalogue.Describe(new Crash(ClawName.Parse("alice"), Broken.Gateway)).Asks.ShouldBeTrue();
    }

    [Theory]
    [InlineData(typeof(BadName), "a name has 1 to 32 characters")]
    [InlineData(typeof(BadExample), "its example is refused")]
    [InlineData(typeof(OthersExample), "its example is one of another command")]
    [InlineData(typeof(RestFirst), "only the last positional argument can take the rest")]
    [InlineData(typeof(RequiredLast), "a required argument stands behind an optional one")]
    [InlineData(typeof(NoSuchType), "needs a static TryParse")]
    [InlineData(typeof(string), "has no [FleetCommand]")]
    public void A_command_that_breaks_a_rule_stops_the_start(Type command, string rule) =>
        Should.Throw<InvalidOperationException>(() => new CommandCatalogue([typeof(Quit), command]))
            .Message.ShouldContain(rule);

    [Fact]
    public void A_name_is_given_once() =>
        Should.Throw<InvalidOperationException>(() => new CommandCatalogue([typeof(Quit), typeof(SecondQuit)]))
            .Message.ShouldBe("/quit is declared twice.");

    [FleetCommand("no-hyphen", "A.", Role.Viewer, Example = "/no-hyphen")]
    private sealed record BadName : ICommand;

    [FleetCommand("bad", "A.", Role.Viewer, Example = "/bad alice")]
    private sealed record BadExample : ICommand;

    [FleetCommand("other", "A.", Role.Viewer, Example = "/quit")]
    private sealed record OthersExample : ICommand;

    [FleetCommand("quit", "A.", Role.Viewer, Example = "/quit")]
    private sealed record SecondQuit : ICommand;

    [FleetCommand("rest", "A.", Role.Viewer, Example = "/rest a b")]
    private sealed record RestFirst(
        [property: Argument("text", "A.", TakesRest = true)] string Text,
        [property: Argument("word", "A.")] string Word) : ICommand;

    [FleetCommand("required", "A.", Role.Viewer, Example = "/required a b")]
    private sealed record RequiredLast(
        [property: Argument("first", "A.")] string? First,
        [property: Argument("second", "A.")] string Second) : ICommand;

    [FleetCommand("typed", "A.", Role.Viewer, Example = "/typed a")]
    private sealed record NoSuchType([property: Argument("what", "A.")] object What) : ICommand;
}

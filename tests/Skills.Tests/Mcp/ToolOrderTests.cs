using ParentClaw.Skills.Mcp;

namespace ParentClaw.Skills.Tests.Mcp;

public sealed class ToolOrderTests
{
    [Fact]
    public void Arguments_go_on_as_they_are_and_the_rest_is_the_orders()
    {
        var given = Catalogue.Given("""{"text":7,"other":[{}],"why":"It is \ud83e\udd9e time","dryRun":true}""");

        ToolOrder.TryRead(Catalogue.Taking("text"), given, out var call, out _).ShouldBeTrue();

        call!.Order.Arguments.Select(one => $"{one.Key}={one.Value.GetRawText()}").Order()
            .ShouldBe(["other=[{}]", "text=7"]);
        (call.Order.Why, call.Order.DryRun, call.Order.Columns, call.Waits).ShouldBe(("It is 🦞 time", true, 100, false));
    }

    [Fact]
    public void Nothing_given_is_an_order_without_arguments()
    {
        ToolOrder.TryRead(Catalogue.The("fleet"), null, out var call, out _).ShouldBeTrue();

        call!.Order.Arguments.ShouldBeEmpty();
        (call.Order.Why, call.Order.DryRun, call.Waits).ShouldBe((null, false, false));
    }

    [Theory]
    [InlineData("""{"why":["because"]}""", "why is of the wrong type: a string is wanted.")]
    [InlineData("""{"why":"\ud83e"}""", "why is no valid text.")]
    [InlineData("""{"wait":"yes"}""", "wait is of the wrong type: true or false is wanted.")]
    [InlineData("""{"dryRun":1}""", "dryRun is of the wrong type: true or false is wanted.")]
    public void What_is_of_the_wrong_type_is_refused(string given, string why)
    {
        ToolOrder.TryRead(Catalogue.Taking(), Catalogue.Given(given), out _, out var refusal).ShouldBeFalse();

        refusal.ShouldBe(why);
    }

    [Fact]
    public void A_look_takes_why_for_an_argument_which_the_parent_then_judges()
    {
        ToolOrder.TryRead(Catalogue.The("fleet"), Catalogue.Given("""{"why":"x"}"""), out var call, out _).ShouldBeTrue();

        call!.Order.Arguments.Keys.ShouldBe(["why"]);
    }
}

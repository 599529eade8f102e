using System.Text.RegularExpressions;
using ParentClaw.Skills.Mcp;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Mcp;

public sealed partial class ToolDescriptionTests
{
    [Fact]
    public void Every_command_is_a_tool_whose_name_and_schemas_hold_to_the_rules()
    {
        Catalogue.All.Count.ShouldBeGreaterThan(50);
        foreach (var tool in Catalogue.All.ConvertAll(ToolDescription.Of))
        {
            Name().IsMatch(tool.Name).ShouldBeTrue(tool.Name);
            tool.Description.ShouldNotBeNullOrWhiteSpace();
            foreach (var schema in new[] { tool.InputSchema, tool.OutputSchema!.Value })
            {
                SchemaCheck.FaultsOf(schema).ShouldBeEmpty(tool.Name);
                schema.GetProperty("type").GetString().ShouldBe("object");
                schema.GetProperty("properties").EnumerateObject()
                    .ShouldAllBe(property => Name().IsMatch(property.Name), tool.Name);
            }
        }
    }

    [Fact]
    public void Annotations_say_what_a_command_does_to_the_world()
    {
        Hints("fleet").ShouldBe((true, false, true));
        Hints("park").ShouldBe((false, false, true));
        Hints("destroy").ShouldBe((false, true, true));
        Hints("message").ShouldBe((false, false, false));

        static (bool?, bool?, bool?) Hints(string name)
        {
            var hints = ToolDescription.Of(Catalogue.The(name)).Annotations!;
            hints.OpenWorldHint.ShouldBe(true);
            return (hints.ReadOnlyHint, hints.DestructiveHint, hints.IdempotentHint);
        }
    }

    [Fact]
    public void A_change_takes_a_reason_and_a_look_does_not()
    {
        Properties("park").ShouldBe(["claw", "why", "wait"]);
        Properties("status").ShouldBe(["claw", "wait"]);

        static IEnumerable<string> Properties(string name) => ToolDescription.Of(Catalogue.The(name))
            .InputSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name)
            .Where(property => property != "dryRun");
    }

    [Fact]
    public void What_a_tool_takes_beside_its_command_hides_no_argument()
    {
        var command = Catalogue.Taking("why", "wait", "dryRun", "wait_");

        ToolDescription.Of(command).InputSchema.GetProperty("properties").EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["why", "wait", "dryRun", "wait_", "why_", "dryRun_", "wait__"]);

        var given = Catalogue.Given("""{"why":"a","wait":"b","dryRun":"c","wait_":"d","why_":"because","wait__":true}""");
        ToolOrder.TryRead(command, given, out var call, out _).ShouldBeTrue();
        call!.Order.Arguments.Keys.Order().ShouldBe(["dryRun", "wait", "wait_", "why"]);
        (call.Order.Why, call.Order.DryRun, call.Waits).ShouldBe(("because", false, true));
    }

    // The rule of most models' tools; the protocol's own allows more.
    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}

using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Tests.Proposals;

public sealed class AgentOptionsTests
{
    [Theory]
    [InlineData(Role.Admin, "status", Effect.Reads, AgentRule.Act)]
    [InlineData(Role.Admin, "park", Effect.Changes, AgentRule.Ask)]
    [InlineData(Role.Admin, "destroy", Effect.Destroys, AgentRule.Ask)]
    public void Where_nothing_is_said_reading_is_done_and_all_else_asked(
        Role role, string command, Effect effect, AgentRule rule) =>
        new AgentOptions().RuleFor(role, command, effect).ShouldBe(rule);

    [Theory]
    [InlineData(Role.Operator, "park", Effect.Changes, AgentRule.Act)] // by name, of the role
    [InlineData(Role.Admin, "park", Effect.Changes, AgentRule.Refuse)] // by name, of any
    [InlineData(Role.Operator, "wake", Effect.Changes, AgentRule.Ask)] // by what it does, of the role
    [InlineData(Role.Admin, "wake", Effect.Changes, AgentRule.Act)] // by what it does, of any
    [InlineData(Role.Admin, "destroy", Effect.Destroys, AgentRule.Ask)]
    public void A_name_wins_over_what_it_does_and_a_role_over_any(
        Role role, string command, Effect effect, AgentRule rule) => Options(
            ("Any", "Park", AgentRule.Refuse), ("operator", "park", AgentRule.Act),
            ("any", "changes", AgentRule.Act), ("Operator", "Changes", AgentRule.Ask))
            .RuleFor(role, command, effect).ShouldBe(rule);

    [Theory]
    [InlineData("Any", "park", null)]
    [InlineData("operator", "Destroys", null)]
    [InlineData("Operatr", "park", "Agents:Rules:Operatr names no role. Did you mean Operator?")]
    [InlineData("Any", "destory", "Agents:Rules:Any:destory names no command")]
    [InlineData("Any", "parkk", "Did you mean park?")]
    public void A_rule_for_what_there_is_not_is_refused_at_start(string role, string command, string? complaint)
    {
        var rules = new AgentRules(CommandCatalogue.Of(typeof(CommandCatalogue).Assembly));

        var result = rules.Validate(null, Options((role, command, AgentRule.Refuse)));

        result.Succeeded.ShouldBe(complaint is null);
        if (complaint is not null)
            string.Join(' ', result.Failures!).ShouldContain(complaint);
    }

    private static AgentOptions Options(params (string Role, string Command, AgentRule Rule)[] rules)
    {
        var options = new AgentOptions();
        foreach (var (role, command, rule) in rules)
        {
            if (!options.Rules.TryGetValue(role, out var of))
                options.Rules.Add(role, of = []);
            of.Add(command, rule);
        }

        return options;
    }
}

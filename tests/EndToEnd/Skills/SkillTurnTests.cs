using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.Skills;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>
/// An agent's turns with the skill: the real OpenClaw, a model that follows a script, a whole parent.
/// </summary>
public sealed class SkillTurnTests
{
    private const string DeployWish = "Make a claw for Bob.";
    private const string Reason = "Bob starts on Monday.";
    private const string LookWish = "How far is Bob's claw?";

    private readonly ConcurrentQueue<string> _prompts = new();
    private readonly ConcurrentQueue<string> _results = new();

    private static CancellationToken Never => CancellationToken.None;

    [Needs("npm", "sshd", "ssh")]
    public async Task An_agents_deploy_ends_in_a_card_and_its_next_turn_sees_what_became_of_it()
    {
        await using var parent = await LiveParent.StartAsync(null, "--Sandbox:Machines=None");
        await using var gateway = await RealGateway.StartAsync(
            model: await EchoModel.StartAsync(Play),
            surroundings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = AppContext.BaseDirectory,
                ["PARENTCLAW_DATA"] = parent.Home.Data,
            });
        (await SkillInstall.RunAsync(gateway.StateFolder, TextWriter.Null, TextWriter.Null, Never)).ShouldBe(0);
        var agent = gateway.Get<IGateway>();

        // The turn ends, and a card waits.
        (await agent.AskAgentAsync(gateway.Claw, DeployWish, Never)).ShouldBe("That is how it is.");
        _prompts.ShouldContain(prompt => prompt.Contains(SkillInstall.Name, StringComparison.Ordinal));
        _results.ShouldHaveSingleItem().ShouldContain("\"reason\":\"waiting\"");
        var waiting = (await parent.Get<IProposalStore>().ListOpenAsync(Never)).ShouldHaveSingleItem();
        (waiting.Line, waiting.Why).ShouldBe(("/deploy bob", Reason));
        (await parent.SayAsync("/status bob")).Reply.Status.ShouldBe(ReplyStatus.Refused);

        // A person decides, and the next turn sees it.
        (await parent.DoAsync($"/decide {waiting.Id} approve")).Operation.ShouldNotBeNull();
        await agent.AskAgentAsync(gateway.Claw, LookWish, Never);
        _results.Count.ShouldBe(2);
        _results.Last().ShouldContain("\"command\":\"op\"");
        _results.Last().ShouldContain("bob");
    }

    private ModelTurn Play(IReadOnlyList<ModelTurn> turns)
    {
        foreach (var told in turns.Where(turn => turn.Role is "system" or "developer"))
            _prompts.Enqueue(told.Text);
        // OpenClaw puts words of its own behind what the person said.
        var wish = turns.LastOrDefault(turn => turn.Role == "user" && IsWish(turn.Text))?.Text ?? "";
        var result = turns.SkipWhile(turn => turn.Text != wish).LastOrDefault(turn => turn.Role == "tool");
        if (result is null)
        {
            return wish.Contains(DeployWish, StringComparison.Ordinal) ? Call($"parentclaw deploy bob --json --why \"{Reason}\"")
                : wish.Length > 0 ? Call("parentclaw op --json")
                : new ModelTurn("assistant", "NO_REPLY");
        }

        _results.Enqueue(result.Text);
        return new ModelTurn("assistant", "That is how it is.");
    }

    private static bool IsWish(string text) =>
        text.Contains(DeployWish, StringComparison.Ordinal) || text.Contains(LookWish, StringComparison.Ordinal);

    private static ModelTurn Call(string command) => new(
        "assistant", new JsonObject { ["command"] = command }.ToJsonString(), "exec");
}

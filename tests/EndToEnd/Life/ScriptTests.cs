using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

public sealed class ScriptTests(ScriptRun script) : IClassFixture<ScriptRun>
{
    [Fact]
    public void The_whole_life_of_a_claw_goes_well_over_a_pipe() =>
        (script.Exit, script.Errors).ShouldBe((0, ""), script.Output);

    [Theory]
    [InlineData("/deploy alice", "alice is deployed: image 1.0.0, OpenClaw 2026.9.5, at 127.")]
    [InlineData("/fleet", "1 claw: 1 running, 0 of them in trouble, 0 busy, 0 failed.")]
    [InlineData("/sandbox dm alice bob hi", "bob wrote to alice.")]
    [InlineData("/pairings", "@bob (Bob, ")]
    [InlineData("/approve alice bob", ") may talk to alice now; he was told.")]
    [InlineData("/message alice hello", "alice told its owner (1000001); message ")]
    [InlineData("/upgrade alice", "alice is upgraded: image 1.0.0 -> 1.1.0, OpenClaw 2026.9.5 -> 2026.9.6. ")]
    [InlineData("/verify alice", "alice is well: ")]
    [InlineData("/park alice", "alice is parked: only its disks and its address cost now.")]
    [InlineData("/wake alice", "alice is awake and well at 127.")]
    [InlineData("/destroy alice", "alice is destroyed; its data disk alice-d1 is kept. ")]
    public void Each_line_gets_its_good_answer(string line, string answer) =>
        script.AnswerTo(line).ShouldContain(answer, Case.Sensitive);

    [Fact]
    public void The_chat_says_that_it_is_the_sandbox_and_what_to_type_first() =>
        script.Output.ShouldStartWith(
            "ParentClaw · SANDBOX: an Azure in a box on this computer, at no cost.\n"
            + "Type /deploy alice for your first claw");

    [Fact]
    public void Nothing_runs_on_when_the_parent_has_ended() => script.Left.ShouldBe(0);

    [TrafficFact]
    public async Task Each_exchange_with_the_cloud_fits_the_descriptions_of_its_API() =>
        (await TrafficCheck.FindingsAsync(script.TrafficLog)).ShouldBe("");
}

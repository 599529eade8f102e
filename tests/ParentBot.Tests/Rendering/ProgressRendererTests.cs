using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Rendering;

public sealed class ProgressRendererTests
{
    private static readonly DateTimeOffset Start = Some.Moment;

    private static readonly OperationRecord Planned = Some.Operation(ClawName.Parse("alice")) with
    {
        Id = OperationId.Parse("op-k3f9x2ma"),
        At = Start,
        Steps =
        [
            new("CreateNetwork", "Making address and network card", StepStatus.ToCome),
            new("CreateMachine", "Making the machine", StepStatus.ToCome),
            new("WaitForSsh", "Waiting for SSH", StepStatus.ToCome),
        ],
    };

    private static readonly OperationRecord Midway = With(Planned,
        Planned.Steps[0] with
        {
            Status = StepStatus.Done,
            StartedAt = Start,
            EndedAt = Start.AddSeconds(3),
            Note = "20.1.2.3",
        },
        Planned.Steps[1] with { Status = StepStatus.Running, StartedAt = Start.AddSeconds(3), Attempts = 2 },
        Planned.Steps[2]);

    private static readonly OperationRecord Failed = With(Midway,
        Midway.Steps[0],
        Midway.Steps[1] with
        {
            Status = StepStatus.Failed,
            EndedAt = Start.AddSeconds(90),
            Note = "no room for this size",
        },
        Midway.Steps[2] with { Status = StepStatus.Skipped }) with
    {
        Status = OperationStatus.Failed,
        EndedAt = Start.AddSeconds(91),
        Conclusion = "alice could not be upgraded. Try another size.",
    };

    [Fact]
    public void A_running_operation_shows_each_step_with_its_sign_and_time() =>
        Approved.Match(Text(
            new ProgressRenderer("SANDBOX").Block(Midway, Start.AddSeconds(68), frame: 3, columns: null)));

    [Fact]
    public void An_ended_operation_shows_its_conclusion() =>
        Approved.Match(Text(new ProgressRenderer(null).Block(Failed, Start.AddHours(1), frame: 0, columns: 30)));

    [Fact]
    public void On_a_pipe_each_change_is_a_line_of_its_own()
    {
        var renderer = new ProgressRenderer("SANDBOX");

        Approved.Match(Text(
            [.. renderer.Changes(null, Planned),
                .. renderer.Changes(Planned, Midway), .. renderer.Changes(Midway, Midway),
                .. renderer.Changes(Midway, Failed), .. renderer.Changes(Failed, Failed)]));
    }

    [Theory]
    [InlineData("DeployClaw", "Deploy alice")]
    [InlineData("RestartMachine", "Restart machine of alice")]
    [InlineData("X", "X alice")]
    public void The_title_is_the_order_in_words(string kind, string title) =>
        new ProgressRenderer(null).Title(Planned with { Kind = kind }).ShouldBe(title);

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(65, "1 min 05 s")]
    [InlineData(3725, "1 h 02 min")]
    public void Time_is_told_as_people_read_it(int seconds, string text) =>
        Elapsed.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    private static OperationRecord With(OperationRecord operation, params StepRecord[] steps) =>
        operation with { Steps = [.. steps] };

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";
}

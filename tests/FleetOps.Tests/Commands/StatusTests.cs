using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class StatusTests : IDisposable
{
    private static readonly ClawName Alice = ClawName.Parse("alice");

    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Status_shows_facts_looks_operation_incident_and_restore_points()
    {
        var operation = Some.Operation(Alice) with
        {
            Steps = [new("MoveDataDisk", "Moving the data disk", StepStatus.Running)],
        };
        var point = Some.RestorePoint(Alice);
        await _chat.KeepAsync(new()
        {
            Claw = Some.RunningClaw() with { Name = Alice, State = ClawState.Upgrading, FailedImages = ["1.2.0-bad"] },
            Operation = operation,
            Probes = [Some.Probe(Alice, Some.Moment.AddMinutes(-3)), Some.BadProbe(Alice, Some.Moment.AddMinutes(-2))],
            Incidents = [Some.Incident(Alice) with { OpenedAt = Some.Moment.AddMinutes(-9) }],
            RestorePoints = [point],
        });

        Chat.Text(await _chat.SayAsync("/status alice")).ShouldBe(
            $"""
            # alice: Upgrading
            profile: Headless
            machine: alice-g1 (Standard_B2s_v2), data disk alice-d1
            versions: image 1.0.0, app layer 1.2.0, OpenClaw 2026.9.6
            address: 127.9.8.7
            owner: Telegram 4711
            model: xai/grok-4
            failed images: 1.2.0-bad
            created: just now
            last seen: disk 96 %, memory 41 %, load 0.25 a core, gateway restarts 3, updates at 2
            operation: Upgrade {operation.Id} by Marvin, just now: Moving the data disk
            In trouble since 9 min ago; now Degraded: restarts, worst Offline: gateway is down.
            Seen | Health
            2 min ago | Degraded: readyz: telegram; disk 96 %
            3 min ago | Healthy
            Restore point | Taken | Image | OpenClaw | Why
            {point.Id} | just now | 1.0.0 | 2026.9.6 | before upgrade to 1.1.0
            """);
    }

    [Fact]
    public async Task Status_of_a_claw_without_machine_is_shown_too()
    {
        await _chat.KeepAsync(
            new() { Claw = Some.NewClaw() with { Name = Alice, State = ClawState.Destroyed, Disk = 2, Disks = 2 } });
        var text = Chat.Text(await _chat.SayAsync("/status alice"));
        text.ShouldContain("data disk: alice-d2, kept");
        text.ShouldContain("owner: not set");
    }

    [Fact]
    public async Task Why_tells_how_it_came_about()
    {
        var operation = Some.EndedOperation(Alice);
        await _chat.KeepAsync(new()
        {
            Claw = Some.FailedClaw() with { Name = Alice },
            Operation = operation with { Status = OperationStatus.Open, EndedAt = null },
            Incidents =
            [
                Some.Incident(Alice) with { OpenedAt = Some.Moment.AddHours(-3), ClosedAt = Some.Moment.AddHours(-2) },
            ],
            RungAttempts = [Some.RungAttempt(Alice, Some.Moment.AddMinutes(-20))],
            Events = [Some.Event(Alice, Some.Moment.AddMinutes(-30)), Some.Event(Alice, Some.Moment.AddMinutes(-10))],
        });

        var lines = Chat.Text(await _chat.SayAsync("/why alice")).Split('\n');
        lines[0].ShouldBe("alice is Failed: Waiting for SSH failed just now. It did not answer. Try /verify.");
        lines[1].ShouldBe("Last in trouble 3 h ago, for 1 h: Offline: gateway is down.");
        lines[2].ShouldStartWith($"# Upgrade {operation.Id}, just now by Marvin");
        lines.ShouldContain("Draining the gateway | Done (attempt 2) | 2 s | drained in 2 s");
        lines.ShouldContain("restart gateway | 20 min ago | yes | ready after 4 s");
        lines[^2].ShouldStartWith("30 min ago | Marvin | /status alice");
        lines[^1].ShouldStartWith("10 min ago | Marvin | /status alice");
    }

    [Theory]
    [InlineData("/status nobody")]
    [InlineData("/why nobody")]
    [InlineData("/verify nobody")]
    [InlineData("/logs nobody")]
    [InlineData("/message nobody hi")]
    [InlineData("/pairings nobody")]
    [InlineData("/approve nobody bob")]
    [InlineData("/deny nobody bob")]
    public async Task An_unknown_claw_is_refused_with_where_to_look(string line)
    {
        var reply = await _chat.SayAsync(line);
        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldBe(
            "There is no claw named nobody. /fleet lists those there are, /deploy nobody makes one.");
    }

    [Theory]
    [InlineData(ClawState.Parked, "alice is parked. /wake alice first.")]
    [InlineData(
        ClawState.Upgrading,
        "alice is busy (Upgrading). /status alice shows how far it is; ask again when it is done.")]
    [InlineData(ClawState.Destroyed, "alice has no machine. /deploy alice makes one.")]
    public async Task A_claw_that_cannot_answer_is_not_asked(ClawState state, string why)
    {
        await _chat.KeepAsync(new() { Claw = Some.RunningClaw() with { Name = Alice, State = state } });
        foreach (var line in new[]
        {
            "/verify", "/logs", "/pairings", "/message alice hi", "/approve alice bob", "/deny alice bob",
        })
        {
            var reply = await _chat.SayAsync(line.Contains(' ', StringComparison.Ordinal) ? line : $"{line} alice");
            reply.Status.ShouldBe(ReplyStatus.Refused, line);
            Chat.Text(reply).ShouldBe(why);
        }

        _chat.Shell.Ran.ShouldBeEmpty();
    }

    [Fact]
    public async Task Images_show_what_is_default_broken_in_use_and_failed()
    {
        await _chat.KeepAsync(new() { Claw = Some.RunningClaw() with { Name = Alice, FailedImages = ["1.2.0-bad"] } });
        _chat.Cloud.On<IReadOnlyList<CloudImage>>("ListImagesAsync", () =>
        [
            new(ImageVersion.Parse("1.0.0"), IsDefault: true, IsMarkedBroken: false, Some.Moment.AddDays(-40)),
            new(ImageVersion.Parse("1.2.0-bad"), IsDefault: false, IsMarkedBroken: true, PublishedAt: null),
        ]);
        Chat.Text(await _chat.SayAsync("/images")).ShouldBe(
            """
            Image |  | In use by | Failed at | Published
            1.0.0 | default | alice |  | 40 d ago
            1.2.0-bad | broken |  | alice | 
            """);
    }
}

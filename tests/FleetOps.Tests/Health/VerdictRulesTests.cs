using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Health;

public sealed class VerdictRulesTests
{
    private static readonly ProbeReport Well = new()
    {
        Boot = "ready", Live = true, Ready = true, Starting = false, HasSecrets = true, Unit = "active", Restarts = 0,
        OpenClaw = "2026.9.6", AppLayer = "1.2.0", IsMounted = true, IsReadOnly = false, DiskPercent = 40,
        InodePercent = 3, MemoryPercent = 60, Clock = Some.Moment,
    };

    private static readonly ProbeReport Down = Well with { Live = false, Ready = false, Unit = "failed" };

    public static TheoryData<string, ProbeReport, string> Table => new()
    {
        { "all is well", Well, "Healthy" },
        { "an old machine reports less", new ProbeReport { Live = true }, "Healthy" },
        {
            "boot failed", Down with { Boot = "failed", BootError = "no disk at lun0" },
            "Offline: boot.sh: no disk at lun0; gateway is down (unit failed)"
        },
        {
            "boot failed, yet it serves", Well with { Boot = "failed", BootError = "update 002 failed" },
            "Degraded: boot.sh: update 002 failed"
        },
        { "boot failed without a word", Well with { Boot = "failed" }, "Degraded: boot.sh: failed" },
        {
            "boot runs", Well with { Boot = "booting", Live = false, Ready = false, Unit = "inactive" },
            "Starting: boot.sh runs"
        },
        {
            "boot installs", Well with { Boot = "booting", BootStep = "installing", Live = false, Unit = "inactive" },
            "Starting: boot.sh installs programs"
        },
        { "exit 78", Down with { ExitCode = 78 }, "Offline: gateway refuses its configuration or state (exit 78)" },
        {
            "exit 78 and many restarts", Down with { ExitCode = 78, Restarts = 9 },
            "Offline: gateway refuses its configuration or state (exit 78)"
        },
        { "crash loop", Down with { Unit = "activating", Restarts = 3 }, "Offline: gateway crashes: 3 restarts" },
        { "one restart is no loop", Down with { Unit = "activating", Restarts = 2 }, "Starting: gateway starts" },
        { "restarts of long ago", Well with { Restarts = 40 }, "Healthy" },
        { "dead unit", Down, "Offline: gateway is down (unit failed)" },
        { "hung", Down with { Unit = "active" }, "Offline: gateway does not answer" },
        {
            "silence about the gateway", new ProbeReport { Boot = "ready" },
            "Unknown: probe.sh says nothing of the gateway"
        },
        { "starting by startupz", Well with { Ready = false, Starting = true }, "Starting: gateway starts" },
        { "no secrets", Down with { HasSecrets = false, Unit = "inactive" }, "Offline: gateway awaits its secrets" },
        {
            "drained", Down with { IsDrained = true, IsMounted = false, Unit = "inactive" },
            "Offline: drained: its disk was given up"
        },
        { "channel", Well with { Ready = false, Failing = ["telegram"] }, "Degraded: readyz: telegram" },
        { "not ready, nothing named", Well with { Ready = false }, "Degraded: readyz: not ready" },
        { "disk at the limit", Well with { DiskPercent = 90 }, "Degraded: disk 90 %" },
        { "disk below the limit", Well with { DiskPercent = 89 }, "Healthy" },
        { "inodes", Well with { InodePercent = 97 }, "Degraded: inodes 97 %" },
        { "memory at the limit", Well with { MemoryPercent = 95 }, "Degraded: memory 95 %" },
        { "memory below the limit", Well with { MemoryPercent = 94 }, "Healthy" },
        { "disk not mounted", Well with { IsMounted = false }, "Offline: data disk is not mounted" },
        { "disk read-only", Well with { IsReadOnly = true }, "Degraded: data disk is read-only" },
        { "clock ahead", Well with { Clock = Some.Moment.AddSeconds(61) }, "Degraded: clock ahead by 61 s" },
        { "clock behind", Well with { Clock = Some.Moment.AddHours(-1) }, "Degraded: clock behind by 3600 s" },
        { "clock within the limit", Well with { Clock = Some.Moment.AddSeconds(60) }, "Healthy" },
        { "another OpenClaw", Well with { OpenClaw = "2026.9.5" }, "Degraded: OpenClaw 2026.9.5, expected 2026.9.6" },
        { "another app layer", Well with { AppLayer = "1.1.0" }, "Degraded: app layer 1.1.0, expected 1.2.0" },
        { "errors of a claw that is well", Well with { Errors = ["409 Conflict"] }, "Healthy" },
        {
            "errors explain trouble", Well with { DiskPercent = 99, Errors = ["old", "no space left"] },
            "Degraded: disk 99 %; last error: no space left"
        },
        {
            "starting outweighs degraded", Well with { Ready = false, Starting = true, DiskPercent = 95 },
            "Starting: gateway starts; disk 95 %"
        },
        {
            "offline outweighs degraded", Down with { DiskPercent = 100 },
            "Offline: gateway is down (unit failed); disk 100 %"
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_report_gets_its_verdict(string situation, ProbeReport report, string verdict) =>
        VerdictRules.Judge(Some.RunningClaw(), report, Some.Moment).ToString().ShouldBe(verdict, situation);

    [Theory]
    [InlineData(FailureReason.Unreachable, "Unreachable: no connection")]
    [InlineData(FailureReason.Timeout, "Unreachable: no answer in time")]
    [InlineData(FailureReason.HostKeyChanged, "Unreachable: its SSH host key changed: never accepted")]
    [InlineData(FailureReason.AccessDenied, "Unreachable: it refuses our SSH key")]
    [InlineData(FailureReason.StoreFailed, "Unknown: key ring lost")]
    public void A_silent_machine_gets_its_verdict(FailureReason reason, string verdict) =>
        VerdictRules.Judge(reason, "key ring lost").ToString().ShouldBe(verdict);

    [Fact]
    public void A_parked_claw_and_one_without_machine_need_no_look()
    {
        VerdictRules.WithoutLook(Some.RunningClaw() with { State = ClawState.Parked })!
            .Kind.ShouldBe(VerdictKind.Parked);
        VerdictRules.WithoutLook(Some.NewClaw())!.Kind.ShouldBe(VerdictKind.Unknown);
        VerdictRules.WithoutLook(Some.RunningClaw()).ShouldBeNull();
    }

    [Fact]
    public void An_unknown_expectation_is_no_difference() =>
        VerdictRules.Judge(Some.RunningClaw() with { Spec = Some.Spec() with { OpenClaw = null } }, Well, Some.Moment)
            .Kind.ShouldBe(VerdictKind.Healthy);
}

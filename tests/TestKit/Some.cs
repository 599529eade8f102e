using System.Net;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.TestKit;

/// <summary>
/// Values of which a test only needs that they are there; each call gives another. Change what matters by <c>with</c>.
/// </summary>
public static class Some
{
    private static int _count;

    /// <summary>
    /// A moment on which most records of this class stand; whole microseconds, as the store keeps them.
    /// </summary>
    public static DateTimeOffset Moment { get; } =
        new DateTimeOffset(2026, 11, 20, 7, 30, 15, TimeSpan.Zero).AddMicroseconds(123_457);

    /// <summary>A name nobody else has.</summary>
    public static ClawName ClawName() => FleetOps.Claws.ClawName.Parse($"claw-{Number()}");

    /// <summary>A machine of a claw's first generation.</summary>
    public static MachineSpec Spec(string image = "1.0.0", int generation = 1) => new(
        generation, 1, ImageVersion.Parse(image), AppLayerVersion.Parse("1.2.0"), OpenClawVersion.Parse("2026.9.6"),
        "Standard_B2s_v2");

    /// <summary>A claw that was just ordered, never stored.</summary>
    public static Claw NewClaw() => new() { Name = ClawName(), CreatedAt = Moment };

    /// <summary>A claw with a machine, serving.</summary>
    public static Claw RunningClaw() => NewClaw() with
    {
        State = ClawState.Running,
        Spec = Spec(),
        Generations = 1,
        Disks = 1,
        Disk = 1,
        Address = IPAddress.Parse("127.9.8.7"),
        HostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHostKey",
        AccessKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAccess",
        Owner = 4711,
        Model = "xai/grok-4",
        NewestOpenClaw = OpenClawVersion.Parse("2026.9.6"),
    };

    /// <summary>A claw that an operation left in trouble, with every field set.</summary>
    public static Claw FailedClaw() => RunningClaw() with
    {
        State = ClawState.Failed,
        Profile = Profile.Desktop,
        FailedImages = ["1.1.0", "1.2.0-bad"],
        Labels = RunningClaw().Labels.Add("team", "ops 'n' \"more\" 🦞").Add("tier", ""),
        Failure = Failure(),
    };

    /// <summary>A failure.</summary>
    public static ClawFailure Failure() => new(
        OperationId.New(),
        ClawTrigger.Upgrade,
        "Waiting for SSH",
        FailureReason.Timeout,
        "It did not answer. Try /verify.",
        Moment);

    /// <summary>An open operation on a claw, never stored.</summary>
    public static OperationRecord Operation(ClawName? claw = null) => new()
    {
        Id = OperationId.New(),
        Kind = "UpgradeClaw",
        Claw = claw ?? ClawName(),
        By = "Marvin",
        At = Moment,
        Steps = [new("DrainGateway", "Draining the gateway", StepStatus.ToCome)],
    };

    /// <summary>An ended operation with every field set.</summary>
    public static OperationRecord EndedOperation(ClawName? claw = null) => Operation(claw) with
    {
        EndedAt = Moment.AddMinutes(3),
        Status = OperationStatus.RolledBack,
        Before = Spec(),
        Target = Spec("Canonical:ubuntu-24_04-lts:server:24.04.202610140", 2) with { OpenClaw = null },
        RestorePoint = RestorePointId.Of(OperationId.New()),
        Options = Operation().Options.Add("allow", "rebuild"),
        Steps =
        [
            new("DrainGateway", "Draining the gateway", StepStatus.Done)
            {
                StartedAt = Moment, EndedAt = Moment.AddSeconds(2), Attempts = 2, Note = "drained in 2 s",
            },
            new("CreateMachine", "Making the machine", StepStatus.Failed),
        ],
        IsUndoing = true,
        Failure = Failure(),
        Conclusion = "Back on 1.0.0; all is well.",
    };

    /// <summary>A restore point of a claw.</summary>
    public static RestorePoint RestorePoint(ClawName claw) => new(
        RestorePointId.Of(OperationId.New()), claw, Moment, Spec(),
        $"{claw}-d1-s{Number()}", "before upgrade to 1.1.0");

    /// <summary>A probe that saw a healthy claw.</summary>
    public static Probe Probe(ClawName claw, DateTimeOffset? at = null) => new(
        claw,
        at ?? Moment,
        new Verdict(VerdictKind.Healthy),
        new ProbeReport { Boot = "ready", Live = true, Ready = true });

    /// <summary>A probe that saw a claw in trouble, with every field of the report set.</summary>
    public static Probe BadProbe(ClawName claw, DateTimeOffset? at = null) => new(
        claw,
        at ?? Moment,
        new Verdict(VerdictKind.Degraded, "readyz: telegram", "disk 96 %"),
        new ProbeReport
        {
            Boot = "failed",
            BootError = "no disk",
            Live = true,
            Ready = false,
            Starting = false,
            Failing = ["telegram"],
            Unit = "active",
            Restarts = 3,
            ExitCode = 78,
            OpenClaw = "2026.9.6",
            AppLayer = "1.2.0",
            UpdatesAt = 2,
            DiskPercent = 96,
            InodePercent = 7,
            MemoryPercent = 41,
            Load = 0.25,
            Clock = Moment,
            PendingPairings = 1,
            Errors = ["409 Conflict", "disk is filling"],
        });

    /// <summary>An incident that lasts, never stored.</summary>
    public static Incident Incident(ClawName claw) => new(
        0,
        claw,
        Moment,
        null,
        new Verdict(VerdictKind.Offline, "gateway is down"),
        new Verdict(VerdictKind.Degraded, "restarts"));

    /// <summary>One climb of a rung.</summary>
    public static RungAttempt RungAttempt(ClawName claw, DateTimeOffset? at = null) =>
        new(claw, "RestartGateway", at ?? Moment, OperationId.New(), Healed: true, "ready after 4 s");

    /// <summary>A line of the audit trail.</summary>
    public static FleetEvent Event(ClawName? claw = null, DateTimeOffset? at = null) =>
        new(at ?? Moment, "Marvin", "command", claw, $"/status {claw} ({Number()})", "ok");

    /// <summary>A secret nobody else has, easy to search for.</summary>
    public static Secret Secret() => new($"planted-secret-{Number()}-{Guid.NewGuid():N}");

    private static int Number() => Interlocked.Increment(ref _count);
}

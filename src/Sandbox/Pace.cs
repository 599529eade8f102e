namespace ParentClaw.Sandbox;

/// <summary>How long Azure usually takes, scaled by <see cref="SandboxOptions.Speed"/>.</summary>
internal sealed class Pace(double speed)
{
    public TimeSpan CreateMachine => Scaled(80);

    public TimeSpan DeleteMachine => Scaled(30);

    public TimeSpan Start => Scaled(30);

    public TimeSpan Restart => Scaled(20);

    public TimeSpan PowerOff => Scaled(20);

    public TimeSpan Deallocate => Scaled(40);

    public TimeSpan Redeploy => Scaled(120);

    public TimeSpan Reapply => Scaled(20);

    public TimeSpan Resize => Scaled(20);

    public TimeSpan MoveDisk => Scaled(12);

    public TimeSpan Snapshot => Scaled(6);

    public TimeSpan Disk => Scaled(4);

    public TimeSpan Network => Scaled(3);

    public TimeSpan Tags => Scaled(1);

    public TimeSpan DeleteGroup => Scaled(60);

    public TimeSpan CopyImage => Scaled(600);

    public TimeSpan RunCommand => Scaled(5);

    /// <summary>When an agent that does not answer is given up.</summary>
    public TimeSpan SilentAgent => Scaled(60);

    /// <summary>How long a failed create keeps its NIC from other machines.</summary>
    public TimeSpan NicReservation => Scaled(180);

    /// <summary>
    /// Whole seconds between polls, Azure's 10 scaled down; null where that is less than one, so that the caller's
    /// own pace holds.
    /// </summary>
    public int? RetryAfterSeconds => (int)(10 * speed) is > 0 and var seconds ? seconds : null;

    private TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(seconds * speed);
}

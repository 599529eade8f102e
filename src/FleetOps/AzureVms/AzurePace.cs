namespace ParentClaw.FleetOps.AzureVms;

/// <summary>How long we wait between looks, and how often we try again; Retry-After can only lengthen it.</summary>
/// <param name="FirstPoll">
/// Wait before the first look at a long-running operation; each next wait is half as long again …
/// </param>
/// <param name="LongestPoll">… up to this.</param>
/// <param name="ConflictPause">Wait before trying again where another change of the resource is under way.</param>
/// <param name="ConflictTries">How often. On Azure a failed create holds its NIC for 180 s, which must fit.</param>
/// <param name="FaultPause">First wait after throttling, 5xx or a broken connection; doubles each time.</param>
/// <param name="FaultTries">How often.</param>
/// <param name="LongestPause">
/// The longest <c>Retry-After</c> we sit out; a longer one is the caller's, in <see cref="FleetException.RetryAfter"/>.
/// </param>
/// <param name="SettleLimit">How long a resource may stay between two states before we say it hangs.</param>
public sealed record AzurePace(
    TimeSpan FirstPoll, TimeSpan LongestPoll, TimeSpan ConflictPause, int ConflictTries,
    TimeSpan FaultPause, int FaultTries, TimeSpan LongestPause, TimeSpan SettleLimit)
{
    /// <summary>For Azure: operations take from seconds to minutes, and reads are counted against us.</summary>
    public static AzurePace Azure { get; } = new(
        FirstPoll: TimeSpan.FromSeconds(1), LongestPoll: TimeSpan.FromSeconds(5),
        ConflictPause: TimeSpan.FromSeconds(5), ConflictTries: 50,
        FaultPause: TimeSpan.FromSeconds(1), FaultTries: 4, LongestPause: TimeSpan.FromMinutes(2),
        SettleLimit: TimeSpan.FromMinutes(45));

    /// <summary>For the sandbox: the same manners, much sooner.</summary>
    public static AzurePace Sandbox { get; } = new(
        FirstPoll: TimeSpan.FromMilliseconds(5), LongestPoll: TimeSpan.FromMilliseconds(200),
        ConflictPause: TimeSpan.FromMilliseconds(100), ConflictTries: 150,
        FaultPause: TimeSpan.FromMilliseconds(20), FaultTries: 4, LongestPause: TimeSpan.FromSeconds(10),
        SettleLimit: TimeSpan.FromMinutes(5));
}

using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>
/// One claw's way through upgrades, good and bad, and back; lived once. The tests look at what was told and seen on
/// the way.
/// </summary>
public sealed class UpgradeStory : IAsyncLifetime
{
    internal Told Upgraded { get; private set; } = null!;

    internal Sight AfterUpgrade { get; private set; } = null!;

    internal Told Broken { get; private set; } = null!;

    internal Sight AfterBroken { get; private set; } = null!;

    /// <summary>The OpenClaw whose state lies on the disk that the broken image wrote to.</summary>
    internal string StateOfBroken { get; private set; } = "";

    internal string TrafficFindings { get; private set; } = "";

    internal Told Refused { get; private set; } = null!;

    internal Told Question { get; private set; } = null!;

    internal Told Declined { get; private set; } = null!;

    internal Sight AfterDeclined { get; private set; } = null!;

    internal Told RolledBack { get; private set; } = null!;

    internal Sight AfterRollback { get; private set; } = null!;

    internal Told Purged { get; private set; } = null!;

    internal Sight AfterPurge { get; private set; } = null!;

    internal Sight AfterReturn { get; private set; } = null!;

    internal Told PurgedForGood { get; private set; } = null!;

    internal IReadOnlyList<string> DisksAtTheEnd { get; private set; } = [];

    internal string FleetAtTheEnd { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await using var parent = await LiveParent.StartAsync(null);
        await parent.DoAsync("/deploy alice");
        await Sight.WriteAsync(parent, "alice-d1", "before the upgrade");

        Upgraded = await parent.DoAsync("/upgrade alice");
        AfterUpgrade = await Sight.OfAsync(parent, "alice");

        await Sight.WriteAsync(parent, "alice-d1", "before the broken one");
        Broken = await parent.SayAsync("/upgrade alice image=1.2.0-bad");
        AfterBroken = await Sight.OfAsync(parent, "alice");
        StateOfBroken = await Sight.StateOfAsync(parent, "alice-d1");
        if (TrafficCheck.Validator is not null)
            TrafficFindings = await TrafficCheck.FindingsAsync(parent.Home.TrafficLog);
        Refused = await parent.SayAsync("/upgrade alice");

        var rollback = $"/rollback alice {Upgraded.Operation!.RestorePoint}";
        Question = await parent.SayAsync(rollback);
        Declined = await parent.SayAsync(rollback, "no");
        AfterDeclined = await Sight.OfAsync(parent, "alice");
        RolledBack = await parent.DoAsync(rollback, "yes");
        AfterRollback = await Sight.OfAsync(parent, "alice");
        Purged = await parent.DoAsync("/purge alice", "alice");
        AfterPurge = await Sight.OfAsync(parent, "alice");

        await parent.DoAsync("/upgrade alice");
        await parent.DoAsync("/destroy alice", "alice");
        await parent.DoAsync("/deploy alice", "keep");
        AfterReturn = await Sight.OfAsync(parent, "alice");

        await parent.DoAsync("/destroy alice", "alice");
        PurgedForGood = await parent.DoAsync("/purge alice", "alice");
        DisksAtTheEnd = parent.Home.Disks;
        FleetAtTheEnd = (await parent.DoAsync("/fleet")).Text;
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

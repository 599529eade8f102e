using System.Collections.Frozen;
using System.Text;
using static ParentClaw.FleetOps.Claws.ClawState;
using static ParentClaw.FleetOps.Claws.ClawTrigger;

namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// The one table of a claw's life: (state, trigger) -> state. Pure, holds nothing, so it is thread-safe.
/// Its picture is <c>docs/lifecycle.md</c>, written by a test.
/// </summary>
public static class ClawLifecycle
{
    // Failed takes every order in the table; the queue lets pass only a retry of what failed, and the ways out of
    // trouble.
    private static readonly FrozenDictionary<(ClawState, ClawTrigger), ClawState> Table =
        new Dictionary<(ClawState From, ClawTrigger On), ClawState>
        {
            [(New, Deploy)] = Deploying,
            [(Destroyed, Deploy)] = Deploying,
            [(Failed, Deploy)] = Deploying,
            [(Deploying, DeployDone)] = Running,
            [(Deploying, Fail)] = Failed,

            [(Running, Upgrade)] = Upgrading,
            [(Failed, Upgrade)] = Upgrading,
            [(Running, Update)] = Upgrading,
            [(Failed, Update)] = Upgrading,
            [(Upgrading, UpgradeDone)] = Running,
            [(Upgrading, UpgradeFailed)] = RollingBack,
            [(Upgrading, Fail)] = Failed,

            [(Running, RollBack)] = RollingBack,
            [(Failed, RollBack)] = RollingBack,
            [(RollingBack, RollBackDone)] = Running,
            [(RollingBack, Fail)] = Failed,

            [(Running, Resuscitate)] = Resuscitating,
            [(Failed, Resuscitate)] = Resuscitating,
            [(Resuscitating, ResuscitateDone)] = Running,
            [(Resuscitating, Fail)] = Failed,

            [(Running, Restart)] = Restarting,
            [(Failed, Restart)] = Restarting,
            [(Restarting, RestartDone)] = Running,
            [(Restarting, RotationFailed)] = Restarting,
            [(Restarting, Fail)] = Failed,

            [(Running, Park)] = Parking,
            [(Failed, Park)] = Parking,
            [(Parking, ParkDone)] = Parked,
            [(Parking, Fail)] = Failed,

            [(Parked, Wake)] = Waking,
            [(Failed, Wake)] = Waking,
            [(Waking, WakeDone)] = Running,
            [(Waking, Fail)] = Failed,

            [(Running, Destroy)] = Destroying,
            [(Parked, Destroy)] = Destroying,
            [(Failed, Destroy)] = Destroying,
            [(Destroying, DestroyDone)] = Destroyed,
            [(Destroying, Fail)] = Failed,

            [(Destroyed, Purge)] = Destroying,
            [(Failed, Purge)] = Destroying,
            [(Destroying, PurgeDone)] = New,

            // What bakes an image is no claw, and is forgotten however it ends; only what could not be deleted stays.
            [(New, Bake)] = Baking,
            [(Failed, Bake)] = Baking,
            [(Baking, BakeDone)] = New,
            [(Baking, BakeFailed)] = Baking,
            [(Baking, Fail)] = Failed,

            // Deleting retired disks does not touch the machine: the claw goes on, however that ends; the open
            // operation is the lock. Were it Failed after it, the retry would be a purge of all of it.
            [(Running, Purge)] = Running,
            [(Running, PurgeDone)] = Running,
            [(Running, Fail)] = Running,
            [(Parked, Purge)] = Parked,
            [(Parked, PurgeDone)] = Parked,
            [(Parked, Fail)] = Parked,
        }.ToFrozenDictionary();

    /// <summary>All rows of the table, in the order of states and triggers.</summary>
    public static IEnumerable<(ClawState From, ClawTrigger On, ClawState To)> Rows =>
        Table.Select(row => (row.Key.Item1, row.Key.Item2, row.Value)).Order();

    /// <summary>The state after <paramref name="trigger"/>, or false where the table has no such row.</summary>
    public static bool TryFire(ClawState state, ClawTrigger trigger, out ClawState next) =>
        Table.TryGetValue((state, trigger), out next);

    /// <summary>Whether an operation holds the claw in this state.</summary>
    public static bool IsBusy(ClawState state) => state is
        Deploying or Upgrading or RollingBack or Resuscitating or Restarting or Parking or Waking or Destroying
        or Baking;

    /// <summary>The orders that the table takes in this state.</summary>
    public static IEnumerable<ClawTrigger> Orders(ClawState state) =>
        Enum.GetValues<ClawTrigger>().Where(trigger => IsOrder(trigger) && Table.ContainsKey((state, trigger)));

    /// <summary>Whether a person gives this trigger, and not an operation's end.</summary>
    public static bool IsOrder(ClawTrigger trigger) =>
        trigger is
        Deploy or Upgrade or Update or RollBack or Resuscitate or Restart or Park or Wake or Destroy or Purge or Bake;

    /// <summary>The table as a Mermaid state diagram.</summary>
    public static string ToMermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> New\n");
        foreach (var (from, on, to) in Rows)
            text.Append("    ").Append(from).Append(" --> ").Append(to).Append(": ").Append(on).Append('\n');
        return text.ToString();
    }
}

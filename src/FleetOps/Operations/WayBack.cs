using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>How an operation that failed brings the claw back to where it was.</summary>
/// <param name="Begins">The fact that begins it, e.g. <see cref="ClawTrigger.UpgradeFailed"/>.</param>
/// <param name="Completes">The fact that ends it well.</param>
/// <param name="Target">What the claw goes back to.</param>
/// <param name="Steps">The steps of the way back.</param>
public sealed record WayBack(ClawTrigger Begins, ClawTrigger Completes, MachineSpec Target, IReadOnlyList<IStep> Steps);

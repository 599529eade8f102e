namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// A command whose arguments decide what it does to the world: <c>/label alice</c> looks, <c>/label alice a=b</c>
/// changes. <see cref="FleetCommandAttribute.Effect"/> is then the most it can do.
/// </summary>
public interface IVaries : ICommand
{
    /// <summary>What it does with these arguments.</summary>
    Effect Effect { get; }
}

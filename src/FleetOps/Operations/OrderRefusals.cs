using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>The expected noes, as finished sentences that say what to do next.</summary>
public static class OrderRefusals
{
    /// <summary>There is no such claw.</summary>
    public static string Unknown(ClawName claw) =>
        $"There is no claw named {claw}. /fleet lists those there are, /deploy {claw} makes one.";

    internal static string Busy(Claw claw, OperationRecord open, string title, DateTimeOffset now) =>
        $"{claw.Name} is busy: {title.ToLowerInvariant()} {claw.Name} for {open.By} "
        + $"since {(now - open.At).TotalMinutes:0} min "
        + $"({open.Id}). "
        + $"Wait for it (/op {open.Id}), or stop it between two steps with /cancel {open.Id}.";

    internal static string WrongState(Claw claw, ClawTrigger order) => (claw.State, order) switch
    {
        (ClawState.New, _) => $"{claw.Name} has never been deployed. /deploy {claw.Name} makes it.",
        (ClawState.Running, ClawTrigger.Deploy) =>
            $"{claw.Name} is deployed already. /status {claw.Name} shows it; "
            + $"/upgrade {claw.Name} moves it to newer versions.",
        (ClawState.Running, ClawTrigger.Wake) => $"{claw.Name} is awake already. /status {claw.Name} shows it.",
        (ClawState.Parked, ClawTrigger.Park) => $"{claw.Name} is parked already. /wake {claw.Name} starts it.",
        (ClawState.Parked, ClawTrigger.Deploy) => $"{claw.Name} is deployed and parked. /wake {claw.Name} starts it.",
        (ClawState.Parked, _) => $"{claw.Name} is parked. /wake {claw.Name} first, then try again.",
        (ClawState.Destroyed, ClawTrigger.Destroy) =>
            $"{claw.Name} is destroyed already; its data disk is kept. /purge {claw.Name} deletes that too.",
        (ClawState.Destroyed, _) =>
            $"{claw.Name} is destroyed; its data disk is kept. /deploy {claw.Name} brings it back on that disk.",
        _ => $"{claw.Name} is {claw.State} and takes: {Orders(claw)}.",
    };

    /// <summary>After a failure: the same order is a retry; beside it only the ways out of trouble are open.</summary>
    internal static string? AfterFailure(Claw claw, ClawTrigger order)
    {
        if (claw is not { State: ClawState.Failed, Failure: { } failure }
            || order == failure.Order
            || order is ClawTrigger.RollBack or ClawTrigger.Resuscitate or ClawTrigger.Destroy)
            return null;

        return $"{claw.Name} failed at '{failure.Step}': {failure.Message} "
            + (failure.Order == ClawTrigger.Bake
                ? $"/destroy {claw.Name} takes away what is left of it."
                : $"It takes a retry (/{Word(failure.Order)} {claw.Name}), /rollback, /resuscitate or /destroy.");
    }

    private static string Orders(Claw claw) =>
        string.Join(", ", ClawLifecycle.Orders(claw.State).Select(order => $"/{Word(order)}"));

    /// <summary>The command that gives an order.</summary>
    internal static string Word(ClawTrigger order) => order.ToString().ToLowerInvariant();
}

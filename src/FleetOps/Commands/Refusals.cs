using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Commands;

/// <summary>The expected noes that several commands share.</summary>
internal static class Refusals
{
    internal static Reply NoSuchClaw(ClawName name) => Reply.Refused(OrderRefusals.Unknown(name));

    /// <summary>Why a claw cannot be asked anything now, or null where its machine may answer.</summary>
    internal static string? NotServing(Claw claw) => claw switch
    {
        { State: ClawState.Parked } => $"{claw.Name} is parked. /wake {claw.Name} first.",
        { State: ClawState.Destroyed or ClawState.New } =>
            $"{claw.Name} has no machine. /deploy {claw.Name} makes one.",
        { Address: null } or { Spec: null } when !ClawLifecycle.IsBusy(claw.State) =>
            $"{claw.Name} has no machine that could answer. /resuscitate {claw.Name} makes it whole.",
        _ when ClawLifecycle.IsBusy(claw.State) =>
            $"{claw.Name} is busy ({claw.State}). /status {claw.Name} shows how far it is; ask again when it is done.",
        _ => null,
    };
}

using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Remote;

/// <summary>From a claw to the place where its commands run.</summary>
public sealed class ClawTargets(IOptions<RemoteOptions> options)
{
    /// <summary>Where the claw's machine of now is entered; null where it has none that answers.</summary>
    public RemoteTarget? Find(Claw claw) =>
        claw is { Spec: { } spec, Address: { } address, HostKey: { } hostKey }
            ? new RemoteTarget(claw.Name, spec.Generation, address, options.Value.AdminUser, hostKey)
            : null;

    /// <summary>Where the claw's machine of now is entered.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.Unreachable"/>: it has no machine that could answer.</exception>
    public RemoteTarget Require(Claw claw) => Find(claw) ?? throw new FleetException(
        FailureReason.Unreachable, $"{claw.Name} has no machine that could answer: it is {claw.State}.");
}

using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Asks the machine of a claw, where there is such a claw and its machine may answer.</summary>
internal static class ServingClaws
{
    /// <summary>What is answered for the claw of a name; a refusal where it cannot be asked now.</summary>
    internal static async Task<Reply> WithServingAsync(
        this IFleetStore store, ClawName name, Func<Claw, Task<Reply>> answer, CancellationToken cancellationToken)
    {
        var (claw, refusal) = await store.FindServingAsync(name, cancellationToken);
        return refusal ?? await answer(claw!);
    }

    /// <summary>What a command comes to for the claw of a name; a refusal where it cannot be asked now.</summary>
    internal static async Task<Intent> LookAtServingAsync(
        this IFleetStore store, ClawName name, Func<Claw, Task<Intent>> look, CancellationToken cancellationToken)
    {
        var (claw, refusal) = await store.FindServingAsync(name, cancellationToken);
        return refusal ?? await look(claw!);
    }

    private static async Task<(Claw? Claw, Reply? Refusal)> FindServingAsync(
        this IFleetStore store, ClawName name, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(name, cancellationToken) is not { } claw)
            return (null, Refusals.NoSuchClaw(name));

        return (claw, Refusals.NotServing(claw) is { } refusal ? Reply.Refused(refusal) : null);
    }
}

using System.Collections.Concurrent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>
/// Where it is decided who is let in. One decision a request: who comes second hears who was first, and what he did.
/// </summary>
public sealed class PairingDesk(IFleetStore store, IGateway gateway, PairingNews news, TimeProvider time)
{
    /// <summary>The kind of a decision's line in the audit trail.</summary>
    public const string Kind = "pairing";

    private readonly ConcurrentDictionary<ClawName, SemaphoreSlim> _doors = new();

    /// <summary>Lets one in.</summary>
    /// <param name="claw">At which claw.</param>
    /// <param name="who">His code, user name or numeric id.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<Reply> ApproveAsync(ClawName claw, string who, Member by, CancellationToken cancellationToken) =>
        DecideAsync(
            claw, who, by, "approved",
            async (found, request) =>
            {
                var approval = await gateway.ApprovePairingAsync(found, request, cancellationToken);
                var told = approval.IsNotified ? "he was told" : "he could not be told: tell him";
                return $"{request.Who} may talk to {found.Name} now; {told}.";
            },
            cancellationToken);

    /// <summary>Turns one away.</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public Task<Reply> DenyAsync(ClawName claw, string who, Member by, CancellationToken cancellationToken) =>
        DecideAsync(
            claw, who, by, "turned away",
            async (found, request) =>
            {
                await gateway.DenyPairingAsync(found, request, cancellationToken);
                return $"{request.Who} was turned away from {found.Name}; he may ask again.";
            },
            cancellationToken);

    /// <summary>Tells what a decision would do, where it can be made; only looks.</summary>
    /// <param name="name">At which claw.</param>
    /// <param name="who">His code, user name or numeric id.</param>
    /// <param name="say">What would be done about the one that is meant.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<Reply> PlanAsync(
        ClawName name, string who, Func<Claw, PairingRequest, ReplyBlock> say, CancellationToken cancellationToken)
    {
        var (claw, _, request, ended) = await FindAsync(name, who, cancellationToken);
        return ended ?? Reply.Ok(say(claw!, request!));
    }

    private async Task<Reply> DecideAsync(
        ClawName name, string who, Member by, string did, Func<Claw, PairingRequest, Task<string>> decide,
        CancellationToken cancellationToken)
    {
        var door = _doors.GetOrAdd(name, _ => new SemaphoreSlim(1));
        await door.WaitAsync(cancellationToken);
        try
        {
            var (claw, waiting, request, ended) = await FindAsync(name, who, cancellationToken);
            if (claw is null || request is null)
                return ended!;

            var said = await DecideOnceAsync(claw, request, decide, cancellationToken);
            if (said.Status != ReplyStatus.Refused)
                await RememberAsync(claw, request, by, did, cancellationToken);
            news.Publish(new PairingLook(name, [.. waiting.Where(other => other != request)]));
            return said;
        }
        finally
        {
            door.Release();
        }
    }

    /// <summary>Who is meant, among whom; where nobody can be decided about, what is said instead.</summary>
    private async Task<(Claw? Claw, IReadOnlyList<PairingRequest> Waiting, PairingRequest? Request, Reply? Ended)>
        FindAsync(ClawName name, string who, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(name, cancellationToken) is not { } claw)
            return (null, [], null, Refusals.NoSuchClaw(name));
        if (Refusals.NotServing(claw) is { } refusal)
            return (claw, [], null, Reply.Refused(refusal));

        var waiting = await gateway.ListPairingsAsync(claw, cancellationToken);
        return PairingChoice.TryFind(waiting, who, out var request, out var why)
            ? (claw, waiting, request, null)
            : (claw, waiting, null, await FindDecidedAsync(name, who, cancellationToken) ?? Reply.Refused(why));
    }

    // Another parent, or a person on the machine, may have been faster than the list.
    private async Task<Reply> DecideOnceAsync(
        Claw claw, PairingRequest request, Func<Claw, PairingRequest, Task<string>> decide,
        CancellationToken cancellationToken)
    {
        try
        {
            return Reply.Ok(await decide(claw, request));
        }
        catch (FleetException gone) when (gone.Reason == FailureReason.NotFound)
        {
            var decided = await FindDecidedAsync(claw.Name, request.Code, cancellationToken);
            return (decided ?? Reply.Refused(gone.Message)) with { Status = ReplyStatus.Refused };
        }
    }

    private Task RememberAsync(
        Claw claw, PairingRequest request, Member by, string did, CancellationToken cancellationToken)
    {
        var text = $"{did} {request.Who}";
        var decision = new FleetEvent(time.GetUtcNow(), by.Name, Kind, claw.Name, text, "ok")
        {
            Key = PairingKey.Of(claw.Name, request.Code).ToString(),
        };
        return store.CommitAsync(new FleetChange { Events = [decision] }, cancellationToken);
    }

    private async Task<Reply?> FindDecidedAsync(ClawName claw, string code, CancellationToken cancellationToken) =>
        await store.FindEventAsync(PairingKey.Of(claw, code).ToString(), cancellationToken) is { } decision
            ? Reply.Ok(
                $"{decision.By} {decision.Text} {Ago.Say(decision.At, time.GetUtcNow())}; nothing is left to decide.")
            : null;
}

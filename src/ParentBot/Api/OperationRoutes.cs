using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/operations</c>: how far they are, now or at their end.</summary>
internal sealed class OperationRoutes(
    IFleetStore store, OperationFollower follower, OperationStream stream, ApiLife life, TimeProvider time)
{
    private const string Op = "op";
    private const int Listed = 20;

    /// <summary>The newest.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var newest = await store.ListOperationsAsync(null, Listed, context.RequestAborted);
        await Answering.WriteAsync(context, new Envelope(true, "operations")
        {
            Data = new ReplyView { Status = "ok", Result = OperationList.ToResult(newest) },
        });
    }

    /// <summary>One: as it is, at its end, or look by look as a stream of events.</summary>
    public async Task FindAsync(HttpContext context, string text)
    {
        if (!WaitQuery.TryRead(context, out var wait))
        {
            await Answering.RefuseAsync(context, Op, ErrorReason.Usage, WaitQuery.Rule);
            return;
        }

        if (!OperationId.TryParse(text, out var id)
            || await store.FindOperationAsync(id, context.RequestAborted) is not { } operation)
        {
            await Answering.RefuseAsync(
                context, Op, ErrorReason.NotFound, $"There is no operation {Quoted.Text(text)}.",
                "GET /v1/operations lists the newest.");
            return;
        }

        if (OperationStream.IsWanted(context))
        {
            await stream.WriteAsync(context, id);
            return;
        }

        if (wait > TimeSpan.Zero)
            operation = await AwaitAsync(operation, wait, context.RequestAborted);
        await Answering.WriteAsync(context, Outcomes.Of(Op, OperationView.Of(operation), wait > TimeSpan.Zero));
    }

    /// <summary>The operation at its end, or as it is after the time.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone, or the parent stops.</exception>
    private async Task<OperationRecord> AwaitAsync(
        OperationRecord operation, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(wait, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, life.Stopping, cancellationToken);
        try
        {
            await foreach (var look in follower.FollowAsync(operation.Id, stop.Token))
                operation = look;
        }
        catch (OperationCanceledException) when (
            late.IsCancellationRequested && operation.Status == OperationStatus.Open
            && !life.Stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return operation; // it goes on, and may be asked for again
        }

        return operation;
    }
}

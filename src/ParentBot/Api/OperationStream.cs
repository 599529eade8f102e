using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Api;

/// <summary>
/// An operation as server-sent events: each look an <see cref="OperationView"/>, the ended one last; a comment now and
/// then, so that who reads knows that somebody is there.
/// </summary>
internal sealed class OperationStream(OperationFollower follower, ApiLife life, TimeProvider time)
{
    /// <summary>Its media type.</summary>
    public const string Type = "text/event-stream";

    /// <summary>Proxies and clients give up on silence after 30 to 60 s.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly byte[] Comment = ": still there\n\n"u8.ToArray();

    /// <summary>Whether the caller wants one.</summary>
    public static bool IsWanted(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains(Type, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes until the operation ends, the caller goes or the parent stops.</summary>
    public async Task WriteAsync(HttpContext context, OperationId id)
    {
        context.Response.ContentType = Type;
        context.Response.Headers.CacheControl = "no-store";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.Stopping);
        try
        {
            await WriteAsync(context.Response, id, stop.Token);
        }
        catch (OperationCanceledException) when (life.Stopping.IsCancellationRequested)
        {
            // The stream ends in good order before the operation does: who reads it asks the next parent.
            await context.Response.CompleteAsync();
        }
    }

    private async Task WriteAsync(HttpResponse response, OperationId id, CancellationToken cancellationToken)
    {
        await using var looks = follower.FollowAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = looks.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (!await IsThereAsync(next, cancellationToken))
                {
                    await WriteAsync(response, Comment, cancellationToken);
                    continue;
                }

                if (!await next)
                    return;
                await WriteAsync(response, Event(OperationView.Of(looks.Current)), cancellationToken);
                next = looks.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // else it cannot be disposed of
        }
    }

    /// <summary>Whether the next look is there before it is time for a sign of life.</summary>
    private async Task<bool> IsThereAsync(Task next, CancellationToken cancellationToken)
    {
        using var heard = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pulse = Task.Delay(Heartbeat, time, heard.Token);
        var first = await Task.WhenAny(next, pulse);
        await heard.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == next;
    }

    private static byte[] Event(OperationView look) =>
        Encoding.UTF8.GetBytes($"data: {JsonSerializer.Serialize(look, ContractJson.Default.OperationView)}\n\n");

    private static async Task WriteAsync(
        HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(bytes, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}

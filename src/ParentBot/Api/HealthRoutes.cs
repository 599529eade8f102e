using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/healthz</c> and <c>/readyz</c>: whether the process lives, and whether it can take orders.</summary>
internal sealed class HealthRoutes(IFleetStore store, ApiLife life)
{
    private const string Ready = "readyz";

    /// <summary>It answers, so it lives.</summary>
    public static Task LiveAsync(HttpContext context) => Answering.WriteAsync(context, Fine("healthz"));

    /// <summary>All is started, nothing stops, and the store answers.</summary>
    public async Task ReadyAsync(HttpContext context)
    {
        if (await FindFaultAsync(context.RequestAborted) is { } why)
            await Answering.RefuseAsync(context, Ready, ErrorReason.NoParent, why, "Ask again in a moment.");
        else
            await Answering.WriteAsync(context, Fine(Ready));
    }

    private static Envelope Fine(string what) => new(true, what) { Data = new ReplyView { Status = "ok" } };

    private async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (!life.IsUp)
            return life.Stopping.IsCancellationRequested ? "The parent is stopping." : "The parent is starting.";

        try
        {
            await store.FindSettingAsync(Ready, cancellationToken);
            return null;
        }
        catch (FleetException failure)
        {
            return failure.Message;
        }
    }
}

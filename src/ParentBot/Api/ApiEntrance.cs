using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>
/// What each request passes before its route, and what becomes of what goes wrong there: never an empty body, never a
/// stack.
/// </summary>
internal sealed partial class ApiEntrance(
    Callers callers, ApiRoutes routes, ApiLife life, ApiOptions options, TimeProvider time, ILogger<ApiEntrance> logger)
    : IDisposable
{
    private const string Name = "http";

    private readonly SemaphoreSlim _places = new(options.MaxConcurrent, options.MaxConcurrent);

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        Activity.Current = null; // the host's own, which is not sampled: nor would be what hangs from it
        var since = time.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            var spent = time.GetElapsedTime(since).TotalMilliseconds;
            context.Response.Headers["Server-Timing"] =
                string.Create(CultureInfo.InvariantCulture, $"app;dur={spent:0.##}");
            return Task.CompletedTask;
        });

        if (IsAboutHealth(context))
        {
            await GuardAsync(context);
            return;
        }

        if (!await _places.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            await AwayAsync(context, $"{options.MaxConcurrent} requests are under way (Api:MaxConcurrent).");
            return;
        }

        try
        {
            await GuardAsync(context);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task GuardAsync(HttpContext context)
    {
        try
        {
            await AdmitAsync(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            LogGone(context.Request.Method); // nobody is left to be told
        }
        catch (Exception failure) when (context.Response.HasStarted)
        {
            LogCut(failure);
            context.Abort();
        }
        catch (OperationCanceledException) when (life.Stopping.IsCancellationRequested)
        {
            await AwayAsync(context, "The parent is stopping.");
        }
        catch (BadHttpRequestException bad)
        {
            await Answering.RefuseAsync(
                context, Name, ErrorReason.Usage, BareRefusals.Say(bad.StatusCode), status: bad.StatusCode);
        }
        catch (FleetException failure)
        {
            LogFailed(failure, failure.Reason);
            await Answering.RefuseAsync(context, Name, ErrorReason.Failed, failure.Message);
        }
        catch (Exception bug)
        {
            var reference = Guid.CreateVersion7(time.GetUtcNow()).ToString("N")[^8..];
            LogBug(bug, reference);
            await Answering.RefuseAsync(
                context, Name, ErrorReason.Failed,
                $"This failed by a mistake of ours; the log has it under {reference}.",
                status: StatusCodes.Status500InternalServerError);
        }
    }

    private async Task AdmitAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey("Origin"))
        {
            await Answering.RefuseAsync(
                context, Name, ErrorReason.Forbidden, "No web page may command: this request has an Origin header.");
            return;
        }

        if (!callers.TryFind(context, out var caller, out var refusal))
        {
            await Answering.WriteAsync(context, Envelope.Of(Name, refusal));
            return;
        }

        await routes.AnswerAsync(context, caller);
    }

    // A full house is not a sick one: whoever watches over the process would end it.
    private static bool IsAboutHealth(HttpContext context) =>
        context.Request.Path.Value is "/healthz" or "/readyz";

    private static Task AwayAsync(HttpContext context, string why)
    {
        context.Response.Headers.RetryAfter = "1";
        return Answering.RefuseAsync(context, Name, ErrorReason.NoParent, why, "Ask again in a moment.");
    }

    [LoggerMessage(LogLevel.Debug, "A caller left before its {Method} was answered")]
    private partial void LogGone(string method);

    [LoggerMessage(LogLevel.Warning, "An answer was cut off in its middle")]
    private partial void LogCut(Exception failure);

    [LoggerMessage(LogLevel.Warning, "A request failed: {Reason}")]
    private partial void LogFailed(Exception failure, FailureReason reason);

    [LoggerMessage(LogLevel.Error, "A request failed unexpectedly, reference {Reference}")]
    private partial void LogBug(Exception bug, string reference);
}

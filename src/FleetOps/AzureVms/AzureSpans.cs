using Azure.Core;
using Azure.Core.Pipeline;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// Traces and counts each request to Azure. Not the SDK's own tracing: its spans hold whole addresses, and know nothing
/// of what the metrics need.
/// </summary>
internal sealed class AzureSpans : HttpPipelinePolicy
{
    private const int NotFound = 404;
    private const int TooManyRequests = 429;

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var span = Begin(message.Request);
        try
        {
            ProcessNext(message, pipeline);
        }
        catch (Exception failure)
        {
            span?.Fail(failure.GetType().Name);
            throw;
        }

        End(span, message);
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var span = Begin(message.Request);
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (Exception failure)
        {
            span?.Fail(failure.GetType().Name);
            throw;
        }

        End(span, message);
    }

    /// <summary>
    /// What is asked for, without the names of things: <c>Microsoft.Compute/virtualMachines/deallocate</c>.
    /// </summary>
    /// <param name="path">The path of the address.</param>
    internal static (string Operation, string? Provider) Name(string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(words, word => word.Equals("providers", StringComparison.OrdinalIgnoreCase));
        var provider = at >= 0 && at + 1 < words.Length ? Word(words[at + 1]) : null;
        var kinds = words.Skip(provider is null ? 0 : at + 2).Where((_, i) => i % 2 == 0).Select(Word);
        var operation = string.Join('/', provider is null ? kinds : kinds.Prepend(provider));
        return (operation.Length == 0 ? "_" : operation, provider);
    }

    // A word that no kind of resource could be, as in an address that Azure itself gave us to ask on.
    private static string Word(string word) =>
        word.Length <= 40 && word.All(letter => char.IsAsciiLetter(letter) || letter is '.') ? word : "_";

    private static Span? Begin(Request request)
    {
        var (operation, provider) = Name(request.Uri.Path ?? "");
        return FleetTelemetry.AzureCall(request.Method.Method, request.Uri.Host ?? "", operation, provider);
    }

    private static void End(Span? span, HttpMessage message)
    {
        var response = message.Response;
        if (response.Status == TooManyRequests)
            FleetTelemetry.AzureThrottled(Name(message.Request.Uri.Path ?? "").Operation);
        if (span is null)
            return;

        if (response.Headers.TryGetValue("x-ms-request-id", out var id))
            span.Tell(Tags.AzureRequest, id);
        if (response.Status >= 400 && !(response.Status == NotFound && message.Request.Method == RequestMethod.Get))
            span.Fail($"{response.Status}"); // that a thing looked for is absent is an answer
        span.End(Tags.Status, response.Status);
    }
}

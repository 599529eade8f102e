namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// Sends what is meant for Azure to a server on loopback. The SDK refuses to send a token over plain http, so it must
/// believe in <c>https://management.azure.com</c> to the last moment.
/// </summary>
internal sealed class RewritingHandler(Uri endpoint) : DelegatingHandler
{
    private static readonly string[] Rewritten = ["management.azure.com", "prices.azure.com"];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } uri && Rewritten.Contains(uri.Host, StringComparer.OrdinalIgnoreCase))
        {
            request.RequestUri = new Uri(endpoint, uri.PathAndQuery);
            request.Headers.Host = null;
        }

        return base.SendAsync(request, cancellationToken);
    }
}

using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// The wires: one connection pool for Azure Resource Manager, one client for everything else (prices, boot logs).
/// </summary>
internal sealed class AzureTransport : IDisposable
{
    /// <summary>Api-version of all network resources, which this SDK knows only generically.</summary>
    internal const string NetworkVersion = "2023-05-01";

    private static readonly string[] NetworkTypes =
    [
        "networkInterfaces", "publicIPAddresses", "networkSecurityGroups", "virtualNetworks",
    ];

    private readonly HttpClient _armHttp;

    internal AzureTransport(AzureOptions options, AzureConnection connection)
    {
        _armHttp = new HttpClient(Handler(connection, options.TrafficLog)) { Timeout = Timeout.InfiniteTimeSpan };
        Plain = new HttpClient(Handler(connection, trafficLog: null)) { Timeout = TimeSpan.FromSeconds(30) };
        Credential = connection.Credential ?? new DefaultAzureCredential();

        var armOptions = new ArmClientOptions
        {
            Transport = new HttpClientTransport(_armHttp),
            RetryPolicy = new LookRetryPolicy(connection.Pace),
            Diagnostics = { IsDistributedTracingEnabled = false, IsLoggingEnabled = false, IsTelemetryEnabled = false },
        };
        armOptions.AddPolicy(new AzureSpans(), HttpPipelinePosition.PerRetry);
        armOptions.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        foreach (var type in NetworkTypes)
            armOptions.SetApiVersion($"Microsoft.Network/{type}", NetworkVersion);

        Arm = new ArmClient(Credential, options.SubscriptionId, armOptions);
        Rest = HttpPipelineBuilder.Build(
            armOptions, new BearerTokenAuthenticationPolicy(Credential, "https://management.azure.com/.default"));
    }

    /// <summary>The SDK.</summary>
    internal ArmClient Arm { get; }

    /// <summary>The SDK's own pipeline, for the few calls it has no method for.</summary>
    internal HttpPipeline Rest { get; }

    /// <summary>Who we are.</summary>
    internal TokenCredential Credential { get; }

    /// <summary>A client without token and without traffic log.</summary>
    internal HttpClient Plain { get; }

    public void Dispose()
    {
        _armHttp.Dispose();
        Plain.Dispose();
    }

    private static HttpMessageHandler Handler(AzureConnection connection, string? trafficLog)
    {
        HttpMessageHandler handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed DNS answer is noticed
            UseCookies = false,
        };
        if (connection.Rewrite is { } endpoint)
            handler = new RewritingHandler(endpoint) { InnerHandler = handler };
        if (trafficLog is not null)
            handler = new TrafficLog(trafficLog) { InnerHandler = handler };
        return handler;
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests;

/// <summary>A sandbox of its own for a test, and a caller that records what is said.</summary>
internal sealed class Box : IAsyncDisposable
{
    public const string Compute = "2023-07-01";
    public const string DiskVersion = "2023-04-02";
    public const string Network = "2023-05-01";
    public const string Groups = "2022-09-01";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly TimeProvider _time;

    private Box(SandboxOptions options, TimeProvider time)
    {
        Options = options;
        _time = time;
    }

    public SandboxOptions Options { get; }

    public SandboxServer Server { get; private set; } = null!;

    /// <summary>Every exchange in the form that the shared validator reads, a line each.</summary>
    public List<string> Traffic { get; } = [];

    public string Group => $"/subscriptions/{Options.SubscriptionId}/resourceGroups/{Options.ResourceGroup}";

    public string SubnetId =>
        $"{Group}/providers/Microsoft.Network/virtualNetworks/{Options.VirtualNetwork}/subnets/{Options.Subnet}";

    public static Task<Box> OpenAsync(double speed = 0) => OpenAsync(o => o with { Speed = speed });

    public static async Task<Box> OpenAsync(Func<SandboxOptions, SandboxOptions> with, TimeProvider? time = null)
    {
        var options = with(new SandboxOptions
        {
            Folder = Directory.CreateTempSubdirectory("sandbox-").FullName,
            Machines = MachineKind.None,
            Images = new Dictionary<string, string> { ["1.0.0"] = "", ["1.1.0"] = "" },
            Speed = 0,
        });
        var box = new Box(options, time ?? TimeProvider.System);
        await box.StartAsync();
        return box;
    }

    public string VmId(string name) => $"{Group}/providers/Microsoft.Compute/virtualMachines/{name}";

    public string DiskId(string name) => $"{Group}/providers/Microsoft.Compute/disks/{name}";

    public string SnapshotId(string name) => $"{Group}/providers/Microsoft.Compute/snapshots/{name}";

    public string NicId(string name) => $"{Group}/providers/Microsoft.Network/networkInterfaces/{name}";

    public string AddressId(string name) => $"{Group}/providers/Microsoft.Network/publicIPAddresses/{name}";

    /// <summary>Ends the server as an orderly exit of its process does, and starts it on the same folder.</summary>
    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        await StartAsync();
    }

    public Task<Exchange> GetAsync(string id, string version) => SendAsync("GET", id, version, null);

    public Task<Exchange> PutAsync(string id, string version, JsonObject body) => SendAsync("PUT", id, version, body);

    public Task<Exchange> DeleteAsync(string id, string version) => SendAsync("DELETE", id, version, null);

    public Task<Exchange> PostAsync(string id, JsonObject? body = null) => SendAsync("POST", id, Compute, body);

    public Task<Exchange> PostProviderAsync(string name) => SendAsync(
        "POST", $"/subscriptions/{Options.SubscriptionId}/providers/{name}/register", Groups, null);

    public async Task<Exchange> SendAsync(string method, string id, string version, JsonObject? body)
    {
        var separator = id.Contains('?') ? '&' : '?';
        return await SendUrlAsync(method, $"{id}{separator}api-version={version}", body);
    }

    public async Task<Exchange> SendUrlAsync(string method, string pathAndQuery, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Server.Endpoint, pathAndQuery));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.ToDictionary(
            h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        var exchange = new Exchange((int)response.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null, headers);
        Record(method, pathAndQuery, body, exchange);
        return exchange;
    }

    /// <summary>Polls until the operation has ended; the last status answer.</summary>
    public async Task<Exchange> EndOfAsync(Exchange begun)
    {
        if (!begun.Headers.TryGetValue("Azure-AsyncOperation", out var address))
            return begun;
        var poll = new Uri(address).PathAndQuery;
        while (true)
        {
            var answer = await SendUrlAsync("GET", poll);
            if (answer.Text("status") != "InProgress")
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    /// <summary>Lets time pass until an operation has ended.</summary>
    public async Task PassAsync(ManualTime clock, Exchange begun)
    {
        begun.Status.ShouldBeLessThan(300, begun.Body?.ToJsonString());
        var poll = new Uri(begun.Headers["Azure-AsyncOperation"]).PathAndQuery;
        while ((await SendUrlAsync("GET", poll)).Text("status") == "InProgress")
            clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _http.Dispose();
        Directory.Delete(Options.Folder, recursive: true);
    }

    private async Task StartAsync() => Server =
        await SandboxServer.StartAsync(Options, _time, NullLoggerFactory.Instance, CancellationToken.None);

    private void Record(string method, string pathAndQuery, JsonObject? body, Exchange exchange)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in exchange.Headers)
            headers[name] = value;
        lock (Traffic) Traffic.Add(new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["method"] = method,
                ["url"] = "https://management.azure.com" + pathAndQuery,
                ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                ["body"] = body?.DeepClone(),
            },
            ["response"] = new JsonObject
            {
                ["status"] = exchange.Status,
                ["headers"] = headers,
                ["body"] = exchange.Body?.DeepClone(),
            },
        }.ToJsonString());
    }
}

/// <summary>What came back.</summary>
internal sealed record Exchange(int Status, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Code => Body?["error"]?["code"]?.GetValue<string>();

    public JsonNode? Property(string name) => Body?["properties"]?[name];

    public string? Text(string name) => Body?[name]?.GetValue<string>();
}

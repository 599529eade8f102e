using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// Writes each exchange with Azure Resource Manager as one JSON line,
/// <c>{"request":{"method","url","headers","body"},"response":{"status","headers","body"}}</c>, in the order in which
/// the answers came. An exchange without an answer leaves no line. No token, no signature, no custom data.
/// </summary>
internal sealed class TrafficLog(string file) : DelegatingHandler
{
    private static readonly string Redacted = Convert.ToBase64String("[redacted]"u8);
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "Azure-AsyncOperation", "Location", "Retry-After", "retry-after-ms", "x-ms-retry-after-ms",
        "ETag", "x-ms-request-id", "x-ms-correlation-request-id",
    };

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SemaphoreSlim _oneAtATime = new(1);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new JsonObject
        {
            ["method"] = request.Method.Method,
            ["url"] = request.RequestUri!.AbsoluteUri,
            ["headers"] = Headers(request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])),
            ["body"] = await BodyAsync(request.Content, cancellationToken),
        };
        var response = await base.SendAsync(request, cancellationToken);
        var exchange = new JsonObject
        {
            ["request"] = sent,
            ["response"] = new JsonObject
            {
                ["status"] = (int)response.StatusCode,
                ["headers"] = Headers(response.Headers.Concat(response.Content.Headers)),
                ["body"] = await BodyAsync(response.Content, cancellationToken),
            },
        };
        await AppendAsync(exchange.ToJsonString(Plain) + "\n", cancellationToken);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _oneAtATime.Dispose();
        base.Dispose(disposing);
    }

    private static JsonObject Headers(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers) => new(
        headers.Where(header => Kept.Contains(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, (JsonNode?)string.Join(", ", header.Value))));

    private static async Task<JsonNode?> BodyAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null)
            return null;

        await content.LoadIntoBufferAsync(cancellationToken);
        var text = await content.ReadAsStringAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
            return null;

        try
        {
            var body = JsonNode.Parse(text);
            Redact(body);
            return body;
        }
        catch (JsonException)
        {
            return text; // an answer of something between us and Azure; kept as it came
        }
    }

    private static void Redact(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Redact(item);
            return;
        }

        if (node is not JsonObject fields)
            return;

        foreach (var (name, value) in fields.ToList())
        {
            if (name is "customData" or "userData" or "adminPassword")
                fields[name] = Redacted;
            else if (name is "serialConsoleLogBlobUri" or "consoleScreenshotBlobUri" && value is not null)
                fields[name] = value.GetValue<string>().Split('?')[0]; // the rest is a signature that opens it
            else
                Redact(value);
        }
    }

    private async Task AppendAsync(string line, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await File.AppendAllTextAsync(file, line, new UTF8Encoding(false), cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}

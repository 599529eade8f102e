using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What goes back over the wire.</summary>
internal sealed record ArmReply(int Status, JsonNode? Body, IReadOnlyDictionary<string, string>? Headers = null)
{
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        foreach (var (name, value) in Headers ?? new Dictionary<string, string>())
            response.Headers[name] = value;
        if (Body is null || response.HttpContext.Request.Method == "HEAD")
            return;
        var content = Encoding.UTF8.GetBytes(Body.ToJsonString());
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, cancellationToken);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using ParentClaw.Sandbox.Arm;

namespace ParentClaw.Sandbox;

/// <summary>
/// <c>/_sandbox/…</c>: <c>faults</c> (GET, PUT one more, DELETE all), <c>machines</c> (GET),
/// <c>machines/NAME/breaks/KIND</c> (PUT, DELETE), <c>network-cut</c> (PUT, DELETE), <c>bootlog/ID</c> (GET). No token:
/// the server listens on loopback only. They answer while the parent's network is cut.
/// </summary>
internal sealed class ControlRoutes(Region region, Faults faults, SandboxMachines machines)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!.Trim('/').Split('/')[1..];
        var cancellationToken = context.RequestAborted;
        switch (request.Method, path)
        {
            case ("GET", ["faults"]):
                await context.Response.WriteAsJsonAsync(faults.Pending, s_json, cancellationToken);
                return;
            case ("PUT", ["faults"]):
                await AddFaultAsync(context, cancellationToken);
                return;
            case ("DELETE", ["faults"]):
                faults.Clear();
                break;
            case ("GET", ["machines"]):
                await context.Response.WriteAsJsonAsync(machines.All, s_json, cancellationToken);
                return;
            case ("PUT" or "DELETE", ["machines", var name, "breaks", var kind])
                when Enum.TryParse<MachineBreak>(kind, ignoreCase: true, out var what)
                && machines.FindByName(name) is not null:
                await (request.Method == "PUT"
                    ? machines.BreakAsync(name, what, cancellationToken)
                    : machines.RepairAsync(name, what, cancellationToken));
                break;
            case ("PUT" or "DELETE", ["network-cut"]):
                machines.CutParentNetwork(request.Method == "PUT");
                break;
            case ("GET", ["bootlog", var id]):
                await context.Response.WriteAsync(region.Host.BootLogOf(id), cancellationToken);
                return;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AddFaultAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var fault = await context.Request.ReadFromJsonAsync<Fault>(s_json, cancellationToken);
            faults.Add(fault ?? throw new JsonException("The fault is missing."));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException wrong)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(wrong.Message, cancellationToken);
        }
    }
}

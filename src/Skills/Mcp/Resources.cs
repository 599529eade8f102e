using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.Skills.Mcp;

/// <summary>
/// The fleet to read: <c>fleet://claws</c>, <c>fleet://claws/{name}</c>, <c>fleet://operations/{id}</c>.
/// </summary>
internal sealed class Resources(ParentLine line)
{
    private const string Claws = "fleet://claws";
    private const string Claw = "fleet://claws/";
    private const string Operation = "fleet://operations/";
    private const string Json = "application/json";

    /// <summary><c>resources/list</c>.</summary>
    public static ValueTask<ListResourcesResult> ListAsync(
        RequestContext<ListResourcesRequestParams> request, CancellationToken cancellationToken) => new(
        new ListResourcesResult
        {
            Resources =
            [
                new Resource
                {
                    Uri = Claws,
                    Name = "claws",
                    Title = "All claws",
                    Description = "All claws with state, health and versions.",
                    MimeType = Json,
                },
            ],
        });

    /// <summary><c>resources/templates/list</c>.</summary>
    public static ValueTask<ListResourceTemplatesResult> ListTemplatesAsync(
        RequestContext<ListResourceTemplatesRequestParams> request, CancellationToken cancellationToken) => new(
        new ListResourceTemplatesResult
        {
            ResourceTemplates =
            [
                new ResourceTemplate
                {
                    UriTemplate = $"{Claw}{{name}}",
                    Name = "claw",
                    Title = "One claw",
                    Description = "One claw: facts, last looks, open operation, incident.",
                    MimeType = Json,
                },
                new ResourceTemplate
                {
                    UriTemplate = $"{Operation}{{id}}",
                    Name = "operation",
                    Title = "One operation",
                    Description = "One operation: its steps and how it ended.",
                    MimeType = Json,
                },
            ],
        });

    /// <summary><c>resources/read</c>.</summary>
    /// <exception cref="McpProtocolException">There is nothing of this address, or no parent runs.</exception>
    public async ValueTask<ReadResourceResult> ReadAsync(
        RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken)
    {
        var uri = request.Params?.Uri ?? "";
        var answer = await FindAsync(line.To(request.Server), uri, cancellationToken);
        if (answer is not { Ok: true, Data: { } data })
        {
            throw new McpProtocolException(
                answer?.Error?.Message ?? "There is no such resource; resources/templates/list says what there is.",
                answer?.Error?.Reason == ErrorReason.NoParent
                    ? McpErrorCode.InternalError
                    : McpErrorCode.ResourceNotFound);
        }

        return new ReadResourceResult
        {
            Contents = [new TextResourceContents { Uri = uri, MimeType = Json, Text = TextOf(uri, data) }],
        };
    }

    private async Task<Envelope?> FindAsync(ParentClient parent, string uri, CancellationToken cancellationToken)
    {
        if (uri == Claws)
            return await line.OrderAsync(parent, "fleet", new CommandOrder(), changes: false, cancellationToken);
        if (After(Claw, uri) is { } name && ClawName.TryParse(name, out var claw))
        {
            return await line.OrderAsync(
                parent, "status", new CommandOrder { Words = claw.Value }, changes: false, cancellationToken);
        }

        return After(Operation, uri) is { } id && OperationId.TryParse(id, out var operation)
            ? await parent.FindOperationAsync(operation.Value, TimeSpan.Zero, cancellationToken)
            : null;
    }

    private static string? After(string start, string uri) =>
        uri.StartsWith(start, StringComparison.Ordinal) ? uri[start.Length..] : null;

    // Facts where the command has them; else all that it says.
    private static string TextOf(string uri, ReplyView data)
    {
        if (uri.StartsWith(Operation, StringComparison.Ordinal) && data.Operation is { } operation)
            return JsonSerializer.Serialize(operation, ContractJson.Default.OperationView);
        return data.Result?.ToJsonString() ?? JsonSerializer.Serialize(data, ContractJson.Default.ReplyView);
    }
}

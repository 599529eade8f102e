using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Takes one ARM request from its bytes to its answer: token, fault, operation, validation, handler.</summary>
internal sealed partial class ArmEndpoint(
    Region region, ArmSpec spec, ArmRoutes routes, FirstDayRoutes firstDay, Faults faults, ILogger<ArmEndpoint> logger)
{
    /// <summary>The token that every caller sends.</summary>
    public const string Token = "sandbox";

    private const string CreateMachine = "VirtualMachines_CreateOrUpdate";

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = "/" + request.Path.Value!.Trim('/');
        var operationId = spec.Find(request.Method, path)?.Id;
        var fault = faults.Take(operationId, request.Method, path);
        if (fault is { Delay: var delay } && delay > TimeSpan.Zero)
            await Task.Delay(delay, region.Time, context.RequestAborted);
        if (fault?.Action == FaultAction.DropBefore)
        {
            context.Abort();
            return;
        }

        ArmReply reply;
        try
        {
            Authenticate(request);
            if (fault?.Action == FaultAction.Answer && operationId != CreateMachine)
                throw Ordered(fault, request);
            reply = await HandleAsync(request, path, fault, context.RequestAborted);
        }
        catch (ArmException refusal)
        {
            reply = new ArmReply(refusal.Status, refusal.Envelope);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            LogBroken(bug, request.Method, path);
            reply = new ArmReply(500, ArmException.ToEnvelope("InternalServerError", bug.Message));
        }

        if (fault?.Action == FaultAction.DropAfter)
            context.Abort();
        else
            await reply.WriteAsync(context.Response, context.RequestAborted);
    }

    private static void Authenticate(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() != $"Bearer {Token}")
            throw new ArmException(401, "AuthenticationFailed", "The access token is missing or not the sandbox's.");
    }

    private static ArmException Ordered(Fault fault, HttpRequest request) => new(
        fault.Status, fault.Code, $"{request.Method} {request.Path} failed with {fault.Code}, as ordered.");

    private async Task<ArmReply> HandleAsync(
        HttpRequest http, string path, Fault? fault, CancellationToken cancellationToken)
    {
        var query = http.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var version = query.GetValueOrDefault("api-version");
        if (http.Method == "GET" && Polls.Find(region, path) is { } poll)
            return poll;
        if (http.Method == "GET" && firstDay.Find(path, version) is { } plain)
            return new ArmReply(200, plain);

        var operation = spec.Require(http.Method, path);
        var values = operation.Match(path)!;
        ArmSpec.CheckVersion(operation, version);
        var request = new ArmRequest(
            operation, path, operation.IdOf(values), values, query, await ReadBodyAsync(http, cancellationToken),
            http.Headers.IfMatch.FirstOrDefault(),
            fault?.Action == FaultAction.FailOperation ? fault.Code : null);
        RequireSubscription(values);
        RequestValidator.Check(operation, request);
        ArmAnswer answer;
        lock (region.Gate)
        {
            if (operation.ResourceType != "Microsoft.Resources/resourceGroups"
                || operation.Id == "Resources_ListByResourceGroup")
                region.RequireGroup(request.Id);
            if (fault?.Action == FaultAction.Answer)
            {
                // Where capacity is refused, Azure keeps the NIC of the refused machine for a while.
                NicReservations.Hold(region, request.Id, VirtualMachineModel.NicsOf(request.Content));
                throw Ordered(fault, http);
            }

            answer = routes[operation.Id](request);
        }

        return await FinishAsync(answer, request);
    }

    private async Task<ArmReply> FinishAsync(ArmAnswer answer, ArmRequest request)
    {
        if (answer is ArmAnswer.Now now)
            return new ArmReply(now.Status, Paging.Cut(now.Body, request));

        var later = (ArmAnswer.Later)answer;
        if (later.Operation.Due <= region.Now)
            await region.Operations.EndOf(later.Operation);
        lock (region.Gate)
        {
            var operation = region.Operations.Find(later.Operation.Id)!;
            return operation.Status == OperationStatus.Succeeded
                ? new ArmReply(later.Done, later.Body?.Invoke() ?? operation.Result?.DeepClone())
                : new ArmReply(later.Pending, later.Body?.Invoke(), Polls.HeadersOf(region, operation, request));
        }
    }

    private void RequireSubscription(IReadOnlyDictionary<string, string> values)
    {
        if (values.TryGetValue("subscriptionId", out var asked)
            && !asked.Equals(region.Options.SubscriptionId, StringComparison.OrdinalIgnoreCase))
            throw ArmException.NotFound("SubscriptionNotFound", $"The subscription '{asked}' could not be found.");
    }

    private static async Task<JsonNode?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException wrong)
        {
            throw ArmException.BadRequest("InvalidRequestContent", $"The request content is not JSON: {wrong.Message}");
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} broke.")]
    private partial void LogBroken(Exception bug, string method, string path);
}

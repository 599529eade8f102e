using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>The two addresses of a long operation: its status, and its result as the call would give it.</summary>
internal static class Polls
{
    private const string StatusWord = "operations";
    private const string ResultWord = "operationResults";

    public static IReadOnlyDictionary<string, string> HeadersOf(
        Region region, LongOperation operation, ArmRequest request)
    {
        var scope = $"{Region.PublicEndpoint}{operation.PollScope}/locations/{region.Options.Location}";
        var tail = $"/{operation.Id}?api-version={operation.ApiVersion}";
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Azure-AsyncOperation"] = $"{scope}/{StatusWord}{tail}",
        };
        if (request.Operation.Method is "DELETE" or "POST")
            headers["Location"] = $"{scope}/{ResultWord}{tail}";
        if (region.Pace.RetryAfterSeconds is { } seconds)
            headers["Retry-After"] = $"{seconds}";
        return headers;
    }

    /// <summary>The answer to a poll, or null if the path is none.</summary>
    public static ArmReply? Find(Region region, string path)
    {
        if (path.Split('/') is not [.., "locations", _, StatusWord or ResultWord, var id] parts)
            return null;
        var operation = region.Operations.Find(id)
            ?? throw ArmException.NotFound("NotFound", $"The operation '{id}' could not be found.");
        return parts[^2] == StatusWord ? StatusOf(region, operation) : ResultOf(region, operation);
    }

    private static ArmReply StatusOf(Region region, LongOperation operation)
    {
        var body = operation.Status == OperationStatus.Failed
            ? ArmException.ToEnvelope(operation.ErrorCode!, operation.ErrorMessage!)
            : [];
        body["name"] = operation.Id;
        body["status"] = operation.Status.ToString();
        body["startTime"] = operation.Started.ToString("O");
        if (operation.Ended is { } ended)
            body["endTime"] = ended.ToString("O");
        if (operation.Result is not null)
            body["properties"] = new JsonObject { ["output"] = operation.Result.DeepClone() };
        return new ArmReply(200, body, Pause(region, operation));
    }

    private static ArmReply ResultOf(Region region, LongOperation operation) => operation.Status switch
    {
        OperationStatus.InProgress => new ArmReply(202, null, Pause(region, operation)),
        OperationStatus.Failed =>
            new ArmReply(409, ArmException.ToEnvelope(operation.ErrorCode!, operation.ErrorMessage!)),
        _ => new ArmReply(operation.Result is null ? 204 : 200, operation.Result?.DeepClone()),
    };

    private static Dictionary<string, string>? Pause(Region region, LongOperation operation) =>
        operation.Status == OperationStatus.InProgress && region.Pace.RetryAfterSeconds is { } seconds
            ? new() { ["Retry-After"] = $"{seconds}" }
            : null;
}

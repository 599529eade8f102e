using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What a long operation does; each has its work registered with <see cref="LongOperations"/>.</summary>
internal enum OperationKind
{
    /// <summary>Nothing behind the resource: it is ready when due.</summary>
    Provision,
    CreateDisk,
    DeleteDisk,
    DeleteResource,
    DeleteNic,
    UpdateNic,
    DeleteGroup,
    CreateMachine,
    UpdateMachine,
    DeleteMachine,
    Start,
    PowerOff,
    Deallocate,
    Restart,
    Redeploy,
    Reapply,
    RunCommand,
    CreateImageVersion,
    DeleteImageVersion,
}

internal enum OperationStatus
{
    InProgress,
    Succeeded,
    Failed,
}

/// <summary>A long operation as it lies on disk: what it will do, when it is due, how it ended.</summary>
internal sealed record LongOperation
{
    public required string Id { get; init; }

    public required OperationKind Kind { get; init; }

    public required string Resource { get; init; }

    /// <summary>Path prefix of the poll URLs: the provider's, or the subscription's for groups.</summary>
    public required string PollScope { get; init; }

    public required string ApiVersion { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Due { get; init; }

    /// <summary>What the work needs beyond the resource, such as a script.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>Error that a fault on demand has ordered for this operation, or null.</summary>
    public string? ForcedCode { get; init; }

    public OperationStatus Status { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>What a caller gets who asks for the result, such as a command's output.</summary>
    public JsonNode? Result { get; init; }

    public ArmId ResourceId => new(Resource);
}

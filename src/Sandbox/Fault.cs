namespace ParentClaw.Sandbox;

/// <summary>One fault on demand.</summary>
public sealed record Fault
{
    /// <summary>Operation id (<c>VirtualMachines_CreateOrUpdate</c>), or <c>METHOD /path/*</c> where a star stands for
    /// anything; <c>*</c> is every call.</summary>
    public required string On { get; init; }

    /// <summary>What happens.</summary>
    public FaultAction Action { get; init; } = FaultAction.Answer;

    /// <summary>Status of <see cref="FaultAction.Answer"/>.</summary>
    public int Status { get; init; } = 409;

    /// <summary>Error code, such as <c>SkuNotAvailable</c> or <c>AllocationFailed</c>.</summary>
    public string Code { get; init; } = "InternalServerError";

    /// <summary>How often it happens; afterwards it is gone.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many matching calls pass unharmed first.</summary>
    public int After { get; init; }

    /// <summary>Waits before anything else, by the sandbox's clock.</summary>
    public TimeSpan Delay { get; init; }
}

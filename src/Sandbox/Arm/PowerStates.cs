namespace ParentClaw.Sandbox.Arm;

/// <summary>The part of a power status code after <c>PowerState/</c>.</summary>
internal static class PowerStates
{
    public const string Starting = "starting";
    public const string Running = "running";
    public const string Stopping = "stopping";
    public const string Stopped = "stopped";
    public const string Deallocating = "deallocating";
    public const string Deallocated = "deallocated";
}

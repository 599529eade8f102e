namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>The contract again, with operations that take their time and must be polled.</summary>
public sealed class AzureCloudInFlightTests : AzureCloudContractTests
{
    /// <summary>A machine in 40 ms, a NIC in 1.5 ms.</summary>
    protected override double Speed => 0.0005;
}

using ParentClaw.FleetOps.AzureVms;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzureSpansTests
{
    private const string Group = "/subscriptions/0000/resourceGroups/claws";

    [Theory]
    [InlineData(
        $"{Group}/providers/Microsoft.Compute/virtualMachines/alice-g1", "Microsoft.Compute/virtualMachines",
        "Microsoft.Compute")]
    [InlineData(
        $"{Group}/providers/Microsoft.Compute/virtualMachines/alice-g1/deallocate",
        "Microsoft.Compute/virtualMachines/deallocate", "Microsoft.Compute")]
    [InlineData(
        "/subscriptions/0000/providers/Microsoft.Network/locations/westeurope/operations/a-b-c",
        "Microsoft.Network/locations/operations", "Microsoft.Network")]
    [InlineData($"{Group}", "subscriptions/resourceGroups", null)]
    [InlineData("/", "_", null)]
    [InlineData("/subscriptions/0000/providers/?secret=1/x 1", "_/_", "_")]
    public void A_call_is_named_by_kinds_never_by_the_names_of_things(string path, string operation, string? provider) =>
        AzureSpans.Name(path).ShouldBe((operation, provider));
}

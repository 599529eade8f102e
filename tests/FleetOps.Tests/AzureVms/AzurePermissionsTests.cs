using ParentClaw.FleetOps.AzureVms;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzurePermissionsTests
{
    private static readonly string[] Wanted = ["Microsoft.Compute/disks/write", "Microsoft.Compute/disks/delete"];

    [Theory]
    [InlineData("*", "", 0)]
    [InlineData("Microsoft.Compute/*", "", 0)]
    [InlineData("microsoft.compute/DISKS/write", "", 1)]
    [InlineData("*/write", "", 1)]
    [InlineData("*", "Microsoft.Compute/disks/delete", 1)]
    [InlineData("Microsoft.Compute/disks", "", 2)]
    [InlineData("Microsoft.Network/*", "", 2)]
    [InlineData("Microsoft_Compute/disks/write", "", 2)]
    public void Wildcards_and_exceptions_are_read_as_Azure_reads_them(string action, string not, int missing) =>
        AzurePermissions.Missing([new([action], not.Length == 0 ? [] : [not])], Wanted).Count.ShouldBe(missing);

    [Fact]
    public void What_one_role_forbids_another_may_still_grant() =>
        AzurePermissions.Missing([new(["*"], ["*/delete"]), new(["Microsoft.Compute/disks/*"], [])], Wanted)
            .ShouldBeEmpty();
}

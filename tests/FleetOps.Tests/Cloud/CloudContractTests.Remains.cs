using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Cloud;

/// <content>What the contract says of machines that were made or deleted in part.</content>
public abstract partial class CloudContractTests
{
    [Fact]
    public async Task What_is_left_of_a_machine_is_found_and_removed()
    {
        await DeployAsync(First);
        (await Cloud.ListRemainsAsync(Alice, default)).ShouldBe([First]);
        var second = MachineName.Of(Alice, 2);
        await Cloud.CreateNicAsync(second, default); // whose machine was never made

        (await Cloud.ListRemainsAsync(Alice, default)).ShouldBe([First, second]);

        await Cloud.DeleteMachineAsync(second, default);
        (await Cloud.ListRemainsAsync(Alice, default)).ShouldBe([First]);
        await Cloud.DeleteMachineAsync(First, default);
        (await Cloud.ListRemainsAsync(Alice, default)).ShouldBeEmpty();
    }
}

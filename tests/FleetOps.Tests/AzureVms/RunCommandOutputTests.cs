using ParentClaw.FleetOps.AzureVms;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class RunCommandOutputTests
{
    [Theory]
    [InlineData("Enable succeeded: \n[stdout]\nhello\nthere\n[stderr]\noops", "hello\nthere")]
    [InlineData("Enable succeeded: \n[stdout]\n\n[stderr]\n", "")]
    [InlineData("Enable succeeded: \n[stdout]\na\n[stderr]\nb\n[stderr]\nc", "a\n[stderr]\nb")]
    [InlineData("Enable succeeded: \r\n[stdout]\r\nhi\r\n[stderr]\r\n", "hi")]
    [InlineData("no headings", "no headings")]
    [InlineData(null, "")]
    public void What_the_script_wrote_lies_between_the_headings(string? message, string stdout) =>
        RunCommandOutput.Read([("ProvisioningState/succeeded", message)], 100).ShouldBe(stdout);

    [Fact]
    public void A_status_of_its_own_for_stdout_wins() =>
        RunCommandOutput.Read([("ComponentStatus/StdErr/x", "no"), ("ComponentStatus/StdOut/x", "yes")], 100)
            .ShouldBe("yes");

    [Fact]
    public void Of_a_long_output_the_end_is_kept() =>
        RunCommandOutput.Read([(null, "[stdout]\n12345\n[stderr]\n")], 3).ShouldBe("345");

    [Fact]
    public void Nothing_is_nothing() => RunCommandOutput.Read([], 3).ShouldBe("");
}

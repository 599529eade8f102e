using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class NearestTests
{
    private static readonly string[] Words = ["deploy", "destroy", "deny", "wake", "why", "op"];

    [Theory]
    [InlineData("deplyo", "deploy")]
    [InlineData("depoly", "deploy")]
    [InlineData("DEPLOY", "deploy")]
    [InlineData("destory", "destroy")]
    [InlineData("wkae", "wake")]
    [InlineData("hwy", "why")]
    public void A_typing_error_is_understood(string typed, string meant) => Nearest.To(typed, Words).ShouldBe(meant);

    [Theory]
    [InlineData("")]
    [InlineData("banana")]
    [InlineData("x")]
    public void What_is_far_from_all_is_nobody_s(string typed) =>
        Nearest.To(typed, ["deploy", "destroy"]).ShouldBeNull();

    [Fact]
    public void An_endless_word_is_not_compared() => Nearest.To(new string('d', 65_536), Words).ShouldBeNull();
}

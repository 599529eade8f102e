using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Cloud;

public sealed class AllowedNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7/32")]
    [InlineData("203.0.113.7/32", "203.0.113.7/32")]
    [InlineData("203.0.113.77/24", "203.0.113.0/24")]
    [InlineData("10.255.255.255/9", "10.128.0.0/9")]
    [InlineData(" 192.0.2.1 ", "192.0.2.1/32")]
    public void An_address_or_network_is_written_as_Azure_wants_it(string text, string network) =>
        AllowedNetwork.ParseAll([text]).ShouldBe([network]);

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("0.0.0.0/1")]
    [InlineData("10.0.0.0/7")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10")]
    [InlineData("10.0.0.256")]
    [InlineData("::1")]
    [InlineData("::/0")]
    [InlineData("*")]
    [InlineData("Internet")]
    [InlineData("")]
    public void Everybody_and_nonsense_are_refused(string text) =>
        Should.Throw<FleetException>(() => AllowedNetwork.ParseAll([text]))
            .Reason.ShouldBe(FailureReason.InvalidRequest);

    [Fact]
    public void Nobody_is_refused_and_the_same_twice_is_once()
    {
        Should.Throw<FleetException>(() => AllowedNetwork.ParseAll([]));
        AllowedNetwork.ParseAll(["192.0.2.1", "192.0.2.1/32"]).ShouldHaveSingleItem();
    }
}

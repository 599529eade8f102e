using ParentClaw.Sandbox.Machines.Nspawn;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

public class SubnetTests
{
    [Theory]
    [InlineData("10.64.0.0/20", "10.64.15.255", true)]
    [InlineData("10.64.0.0/20", "10.64.16.0", false)]
    [InlineData("10.64.16.0/20", "10.64.0.0/10", true)]
    [InlineData("10.64.16.0/20", "10.64.0.0/20", false)]
    [InlineData("10.64.16.0/20", "0.0.0.0/0", true)]
    public void Ranges_overlap_where_one_holds_the_other(string one, string other, bool overlap)
    {
        var (a, b) = (Subnet.TryParse(one)!, Subnet.TryParse(other)!);

        a.Overlaps(b).ShouldBe(overlap);
        b.Overlaps(a).ShouldBe(overlap);
    }

    [Fact]
    public void An_address_that_is_drawn_lies_in_the_range_and_is_not_the_gateway()
    {
        for (var i = 0; i < 200; i++)
        {
            var range = Subnet.Draw();
            var address = range.DrawAddress();

            Subnet.TryParse(address)!.Overlaps(range).ShouldBeTrue($"{address} of {range}");
            address.ShouldNotBe(range.Gateway);
            Subnet.TryParse("10.64.0.0/10")!.Overlaps(range).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_range_is_written_as_it_is_read() => $"{Subnet.TryParse("10.77.16.9/20")}".ShouldBe("10.77.16.0/20");

    [Theory]
    [InlineData("default")]
    [InlineData("fd00::/64")]
    public void What_is_no_IPv4_range_is_none(string text) => Subnet.TryParse(text).ShouldBeNull();
}

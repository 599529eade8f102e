using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class AgoTests
{
    [Theory]
    [InlineData(0, "just now")]
    [InlineData(4, "just now")]
    [InlineData(-4, "just now")]
    [InlineData(5, "5 s ago")]
    [InlineData(59, "59 s ago")]
    [InlineData(60, "1 min ago")]
    [InlineData(3599, "59 min ago")]
    [InlineData(3600, "1 h ago")]
    [InlineData(47 * 3600, "47 h ago")]
    [InlineData(48 * 3600, "2 d ago")]
    [InlineData(400 * 86400, "400 d ago")]
    [InlineData(-300, "in 5 min")]
    public void A_moment_is_said_short_and_relative(int secondsAgo, string said) =>
        Ago.Say(Some.Moment.AddSeconds(-secondsAgo), Some.Moment).ShouldBe(said);
}

using ParentClaw.Skills.Cli;

namespace ParentClaw.Skills.Tests.Cli;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("1h", 3600)]
    [InlineData("1h30m5s", 5405)]
    [InlineData("7d", 604800)]
    public void A_time_is_written_with_its_units(string text, int seconds)
    {
        Duration.TryRead(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("10")]
    [InlineData("-5m")]
    [InlineData("5m1h")]
    [InlineData("8d")]
    [InlineData("99999999999s")]
    [InlineData("1h\n")]
    [InlineData("１h")]
    public void What_is_no_time_or_too_much_of_it_is_refused(string text) =>
        Duration.TryRead(text, out _).ShouldBeFalse();
}

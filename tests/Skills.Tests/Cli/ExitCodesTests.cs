using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Cli;

namespace ParentClaw.Skills.Tests.Cli;

/// <summary>Scripts go by these numbers: they never change.</summary>
public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(ErrorReason.Failed, 1)]
    [InlineData(ErrorReason.Timeout, 1)]
    [InlineData(ErrorReason.Usage, 2)]
    [InlineData(ErrorReason.Waiting, 3)]
    [InlineData(ErrorReason.NoParent, 4)]
    [InlineData(ErrorReason.Refused, 5)]
    [InlineData(ErrorReason.Unauthorized, 5)]
    [InlineData(ErrorReason.Forbidden, 5)]
    [InlineData(ErrorReason.NotFound, 5)]
    public void Every_reason_has_its_number(ErrorReason reason, int number) =>
        ExitCodes.Of(Envelope.Of("fleet", new EnvelopeError(reason, "Why."))).ShouldBe(number);

    [Fact]
    public void No_reason_is_without_one()
    {
        Enum.GetValues<ErrorReason>().Length.ShouldBe(9, "and each stands above");
        ExitCodes.Of(new Envelope(true, "fleet")).ShouldBe(0);
    }
}

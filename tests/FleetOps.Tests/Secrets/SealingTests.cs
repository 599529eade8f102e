using Microsoft.AspNetCore.DataProtection;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Tests.Secrets;

public sealed class SealingTests
{
    private readonly EphemeralDataProtectionProvider _keys = new();

    [Fact]
    public void What_was_sealed_opens_for_its_purpose_alone()
    {
        var seal = new Sealing(_keys, "Questions").Seal("tell alice 🦞");

        seal.ShouldNotContain("alice");
        new Sealing(_keys, "Questions").TryOpen(seal, out var text).ShouldBeTrue();
        text.ShouldBe("tell alice 🦞");
        new Sealing(_keys, "Answers").TryOpen(seal, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no seal of ours")]
    [InlineData("CfDJ8")]
    public void What_is_no_seal_or_has_lost_its_key_does_not_open(string text)
    {
        new Sealing(_keys, "Questions").TryOpen(text, out _).ShouldBeFalse();
        var others = new Sealing(new EphemeralDataProtectionProvider(), "Questions").Seal("x");
        new Sealing(_keys, "Questions").TryOpen(others, out _).ShouldBeFalse();
    }
}

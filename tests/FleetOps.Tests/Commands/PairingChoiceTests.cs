using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class PairingChoiceTests
{
    private static readonly PairingRequest[] Waiting =
    [
        new("7001", "9SMXHWEU", "bob", "Bob", Some.Moment, "default"),
        new("7002", "2TB2CKP2", null, "Carol", Some.Moment, "default"),
        new("7003", "7DH7FC8J", "Twin", null, Some.Moment, "default"),
        new("7003", "ABCDEFGH", "Twin", null, Some.Moment, "second"),
    ];

    [Theory]
    [InlineData("bob", "7001")]
    [InlineData("@BOB", "7001")]
    [InlineData("9smxhweu", "7001")]
    [InlineData("7002", "7002")]
    [InlineData(" 7DH7FC8J ", "7003")]
    public void He_is_found_by_code_name_or_id(string who, string sender)
    {
        PairingChoice.TryFind(Waiting, who, out var request, out _).ShouldBeTrue();
        request.Sender.ShouldBe(sender);
    }

    [Theory]
    [InlineData(
        "carol", "'carol' does not wait there; these do: @bob (Bob, 7001), code 9SMXHWEU; Carol, 7002, code 2TB2CKP2")]
    [InlineData("@", "'@' does not wait there")]
    [InlineData("", "'' does not wait there")]
    [InlineData(
        "twin", "'twin' fits more than one; take the code: @Twin (7003), code 7DH7FC8J; @Twin (7003), code ABCDEFGH.")]
    public void Who_is_not_meant_for_sure_is_refused_with_the_choice(string who, string refusal)
    {
        PairingChoice.TryFind(Waiting, who, out _, out var why).ShouldBeFalse();
        why.ShouldStartWith(refusal);
    }

    [Fact]
    public void Where_nobody_waits_it_says_so()
    {
        PairingChoice.TryFind([], "bob", out _, out var why).ShouldBeFalse();
        why.ShouldStartWith("Nobody waits there.");
    }
}

using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class ChatSettingTests
{
    private readonly ChatSetting _setting = new(new Member("terminal:marvin", "marvin", Role.Admin), "mine", "SANDBOX");

    [Fact]
    public void Who_sits_at_the_terminal_is_told_how_to_claim_the_bot()
    {
        (_setting with { ClaimCode = "vwa5932b" }).Greeting.ShouldEndWith("Send its bot there: /claim vwa5932b");
        _setting.Greeting.ShouldNotContain("/claim");
    }
}

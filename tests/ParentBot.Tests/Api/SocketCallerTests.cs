using ParentClaw.ParentBot.Api;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class SocketCallerTests
{
    [Theory]
    [InlineData("71 (bash) S 70 71 71 34816 71 4194304 0", true)]
    [InlineData("71 (node) S 1 71 71 0 -1 4194304 0", false)]
    [InlineData("71 (a) S 1 1 1 34816 (b) S 1 71 71 0 -1 4194304 0", false)]
    [InlineData("71 () 9) S 70 71 71 34816 71 4194304 0", true)]
    [InlineData("", false)]
    [InlineData("71 (bash", false)]
    public void A_terminal_is_read_behind_the_name_of_the_program(string stat, bool has) =>
        SocketCaller.HasTerminalIn(stat).ShouldBe(has);
}

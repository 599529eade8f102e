using System.Text;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Tests.Gateway;

public sealed class OpenClawCommandsTests
{
    private const string Prefix = "bash|-c|PATH=\"$PATH:/usr/local/bin:/usr/bin:/bin\"; exec openclaw \"$@\"|openclaw|";

    [Fact]
    public void Commands_have_these_words()
    {
        Words(OpenClawCommands.ListPairings).ShouldBe(Prefix + "pairing|list|telegram|--json");
        Words(OpenClawCommands.ListPairingRequests).ShouldBe(Prefix + "gateway|call|channels.pairing.list|--json");
        Words(OpenClawCommands.ApproveRequest("default", "tD\"Ay")).ShouldBe(
            Prefix + "gateway|call|channels.pairing.approve|--params|"
            + """{"channel":"telegram","accountId":"default","requestId":"tD\u0022Ay","notify":true}|--json""");
        Words(OpenClawCommands.DismissRequest("default", "tDAy")).ShouldBe(
            Prefix + "gateway|call|channels.pairing.dismiss|--params|"
            + """{"channel":"telegram","accountId":"default","requestId":"tDAy"}|--json""");
        Words(OpenClawCommands.ApproveCode("9SMXHWEU")).ShouldBe(Prefix + "pairing|approve|telegram|9SMXHWEU|--notify");
        Words(OpenClawCommands.ReadLog(30)).ShouldBe(Prefix + "logs|--json|--limit|30");
    }

    [Fact]
    public void A_message_travels_through_stdin_and_never_among_the_words()
    {
        var command = OpenClawCommands.SendMessage(7001, "$(id) 🦞\n\n");
        Words(command).ShouldBe(
            "bash|-c|PATH=\"$PATH:/usr/local/bin:/usr/bin:/bin\"; IFS= read -r -d '' text || true; "
            + "exec openclaw message send --channel telegram --target \"$1\" --message \"$text\" --json|openclaw|7001");
        Encoding.UTF8.GetString(command.Input.Span).ShouldBe("$(id) 🦞\n\n");
    }

    [Fact]
    public void What_no_command_line_can_carry_is_refused()
    {
        foreach (var text in new[] { "", "a\0b", "half \ud83e of a lobster" })
        {
            OpenClawCommands.FindFault(text).ShouldNotBeNull();
            Should.Throw<ArgumentException>(() => OpenClawCommands.SendMessage(1, text));
        }
    }

    [Fact]
    public void The_longest_message_is_counted_in_bytes()
    {
        OpenClawCommands.FindFault(new string('x', OpenClawCommands.LongestMessage)).ShouldBeNull();
        OpenClawCommands.FindFault(new string('ü', OpenClawCommands.LongestMessage / 2 + 1)).ShouldNotBeNull();
    }

    private static string Words(RemoteCommand command) => string.Join('|', command.Words);
}

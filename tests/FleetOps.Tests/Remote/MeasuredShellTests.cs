using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class MeasuredShellTests
{
    [Theory]
    [InlineData("probe.sh", "sudo", "-n", "/opt/claw/lifecycle/probe.sh", "--json")]
    [InlineData("systemctl", "sudo", "-n", "systemctl", "restart", "openclaw-gateway.service")]
    [InlineData("openclaw", "env", "HOME=/mnt/claw-data", "openclaw", "message", "hello")]
    [InlineData("_", "two words; and more")]
    [InlineData("_", "sudo", "-n")]
    public void A_command_is_known_by_its_program_alone(string name, params string[] words) =>
        MeasuredShell.ShortName(new RemoteCommand(words)).ShouldBe(name);
}

using System.Net;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class SshArgumentsTests
{
    private const string Socket = "/run/user/1000/pclaw-1/a.sock";

    private static readonly RemoteTarget Target =
        new(ClawName.Parse("mia"), 3, IPAddress.Parse("203.0.113.7"), "claw", "ssh-ed25519 AAAA") { Port = 2222 };

    [Fact]
    public void The_master_verifies_the_pinned_key_and_reads_nobodys_configuration() => Approved.Match(Text(
        SshArguments.Master(
            Target, new SshFiles(Socket, "/run/a.key", "/run/a.hosts"), "claw-greeting", new SshOptions())));

    [Fact]
    public void The_master_jumps_where_the_options_say_so() =>
        SshArguments.Master(Target, new SshFiles(Socket, "k", "h"), "g", new SshOptions { ProxyJump = "me@bastion" })
            .ShouldContain("ProxyJump=me@bastion");

    [Fact]
    public void A_session_uses_the_socket_and_cannot_connect_by_itself() =>
        Approved.Match(Text(SshArguments.Session(Target, Socket, "timeout 60 'true'")));

    [Fact]
    public void A_forward_is_asked_of_the_master_and_taken_back() => Approved.Match(
        Text(SshArguments.Forward(Target, Socket, "/run/f.fwd", 18789))
        + Text(SshArguments.CancelForward(Target, Socket, "/run/f.fwd", 18789)));

    [Fact]
    public void A_line_is_limited_on_the_machine_and_marks_its_own_255() => Approved.Match(SshArguments.Line(
        new RemoteCommand("echo", "it's") { Deadline = TimeSpan.FromSeconds(1.5) },
        TimeSpan.FromSeconds(5), "mark") + "\n");

    private static string Text(IReadOnlyList<string> arguments) =>
        string.Concat(arguments.Select(argument => argument == "-o" ? "-o " : $"{argument}\n"));
}

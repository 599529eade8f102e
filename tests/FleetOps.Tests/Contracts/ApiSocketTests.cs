using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.FleetOps.Tests.Contracts;

public sealed class ApiSocketTests
{
    private const string Own = "/home/mia/.local/share/parentclaw/api.sock";
    private const string MachineFolder = "/var/lib/parentclaw";
    private const string Machine = "/var/lib/parentclaw/api.sock";

    [Fact]
    public void An_account_means_its_own_parent() =>
        Find(isRoot: false, chosen: null, MachineFolder, Machine).ShouldBe(Own);

    [Fact]
    public void Root_means_the_machine_s_parent_even_while_that_is_started_again() =>
        Find(isRoot: true, chosen: null, MachineFolder).ShouldBe(Machine);

    [Fact]
    public void Root_with_a_parent_of_his_own_means_that() =>
        Find(isRoot: true, chosen: null, Own, MachineFolder, Machine).ShouldBe(Own);

    [Fact]
    public void Root_on_a_machine_without_a_parent_is_told_of_his_own_folder() =>
        Find(isRoot: true, chosen: null).ShouldBe(Own);

    [Fact]
    public void A_folder_that_was_chosen_is_meant_by_root_too() =>
        Find(isRoot: true, chosen: "/srv/fleet", MachineFolder, Machine).ShouldBe("/srv/fleet/api.sock");

    [Fact]
    public void A_folder_too_deep_for_a_socket_has_it_in_the_runtime_folder()
    {
        var deep = $"/srv/{new string('a', 100)}";

        var socket = ApiSocket.Of(deep, name => name == "XDG_RUNTIME_DIR" ? "/run/user/1000" : null);

        socket.ShouldMatch("^/run/user/1000/parentclaw-[0-9a-f]{16}\\.sock$");
        ApiSocket.Of(deep, _ => null).ShouldBe($"/tmp/{Path.GetFileName(socket)}");
    }

    private static string Find(bool isRoot, string? chosen, params string[] there) => ApiSocket.Find(
        name => name switch
        {
            "PARENTCLAW_DATA" => chosen,
            "HOME" => "/home/mia",
            _ => null,
        },
        isRoot,
        there.Contains);
}

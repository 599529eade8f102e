using ParentClaw.Sandbox.Machines.Nspawn;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

public class NspawnRequirementsTests
{
    [Fact]
    public void Who_is_not_root_is_told_so_and_what_to_do_instead() =>
        NspawnRequirements.Missing(isLinux: true, isRoot: false, _ => true)
            .ShouldBe(
                "Machines of kind Nspawn are containers, which root makes: start as root (sudo), or set "
                + "Sandbox:Machines=Process.");

    [Fact]
    public void Missing_programs_are_named_with_the_packages_that_bring_them() =>
        NspawnRequirements.Missing(isLinux: true, isRoot: true, name => name is not ("systemd-nspawn" or "debootstrap"))
            .ShouldBe(
                "Machines of kind Nspawn need systemd-nspawn, debootstrap: apt-get install systemd-container "
                + "debootstrap, or set Sandbox:Machines=Process.");

    [Fact]
    public void Another_system_than_Linux_is_refused() =>
        NspawnRequirements.Missing(isLinux: false, isRoot: true, _ => true)!.ShouldContain("need Linux");

    [Fact]
    public void Nothing_is_missing_where_all_is_there() =>
        NspawnRequirements.Missing(isLinux: true, isRoot: true, _ => true).ShouldBeNull();
}

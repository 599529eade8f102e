using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Claws;

public sealed class ClawNameTests
{
    [Theory]
    [InlineData("bob")]
    [InlineData("a-1")]
    [InlineData("claw--2")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")]
    public void A_name_is_read_and_shown_as_it_is(string text)
    {
        ClawName.TryParse(text, out var name).ShouldBeTrue();

        name!.ToString().ShouldBe(text);
        ClawName.Parse(text).ShouldBe(name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("Alice")]
    [InlineData("1alice")]
    [InlineData("-alice")]
    [InlineData("alice-")]
    [InlineData("al ice")]
    [InlineData("alice\n")]
    [InlineData("al.ice")]
    [InlineData("älice")]
    [InlineData("alice٣")]
    [InlineData("$(id)")]
    public void What_breaks_the_rule_is_no_name(string? text)
    {
        ClawName.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ClawName.Parse(text!)).Message.ShouldContain(ClawName.Rule);
    }

    [Fact]
    public void Any_text_is_a_name_or_none_but_never_throws() => Prop.ForAll<string>(text =>
        !ClawName.TryParse(text, out var name) || (name.Value == text && text.Length is >= 3 and <= 32))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Machines_and_disks_are_found_again_in_the_names_of_resources()
    {
        // A claw may be called as another claw's machine: the last part decides.
        foreach (var claw in new[] { "alice", "alice-g2", "alice-d1", "a-g1-d2" }.Select(ClawName.Parse))
        {
            var machine = MachineName.Of(claw, 12);
            MachineName.TryParse(machine.ToString(), out var readMachine).ShouldBeTrue();
            readMachine.ShouldBe(machine);
            var disk = DiskName.Of(claw, 3);
            DiskName.TryParse(disk.ToString(), out var readDisk).ShouldBeTrue();
            readDisk.ShouldBe(disk);
        }
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("alice-g0")]
    [InlineData("alice-g-1")]
    [InlineData("alice-g1-nic")]
    [InlineData("al-g1")]
    [InlineData("alice-g99999999999")]
    [InlineData(null)]
    public void What_is_no_machine_s_name_is_refused(string? text) => MachineName.TryParse(text, out _).ShouldBeFalse();
}

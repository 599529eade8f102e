using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Operations.Steps;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>Against the real script and the stub of OpenClaw, on a machine made of processes.</summary>
public sealed class InstallOpenClawTests : IAsyncLifetime
{
    private static readonly ClawTargets Targets = new(Options.Create(new RemoteOptions()));
    private static readonly OpenClawVersion Newer = OpenClawVersion.Parse("2026.9.6");

    private static CancellationToken Never => CancellationToken.None;

    private ProcessMachine _machine = null!;

    private Claw Before => _machine.Claw with { NewestOpenClaw = OpenClawVersion.Parse("2026.9.5") };

    public async Task InitializeAsync() => _machine = await ProcessMachine.StartAsync();

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task What_was_installed_is_the_claw_s_and_its_disk_s_and_twice_is_once()
    {
        var install = new InstallOpenClaw(_machine.Shell, Targets);

        var once = await install.RunAsync(Before, To(Newer), Never);
        var twice = await install.RunAsync(Before, To(Newer), Never);
        var settled = await new SettleOpenClaw(_machine.Shell, Targets).RunAsync(Before, To(Newer), Never);

        once.ShouldSatisfyAllConditions(
            claw => claw.Spec!.OpenClaw.ShouldBe(Newer), claw => claw.NewestOpenClaw.ShouldBe(Newer));
        (twice.Spec, twice.NewestOpenClaw).ShouldBe((once.Spec, once.NewestOpenClaw));
        (settled.Spec, settled.NewestOpenClaw).ShouldBe((once.Spec, once.NewestOpenClaw));
    }

    [Fact]
    public async Task What_cannot_be_had_is_a_failure_with_OpenClaw_s_reason_and_the_old_one_is_there()
    {
        var install = new InstallOpenClaw(_machine.Shell, Targets);

        var failure = await Should.ThrowAsync<FleetException>(
            () => install.RunAsync(Before, To(OpenClawVersion.Parse("2099.1.1")), Never));

        failure.Reason.ShouldBe(FailureReason.CommandFailed);
        failure.Message.ShouldStartWith(
            "OpenClaw 2099.1.1 was not installed (skipped): OpenClaw 2099.1.1 cannot be had: target-metadata-preflight");
        (await new SettleOpenClaw(_machine.Shell, Targets).RunAsync(Before, To(Newer), Never))
            .Spec!.OpenClaw!.Value.ShouldBe("2026.9.5");
    }

    [Fact]
    public async Task A_machine_that_joined_no_tailnet_is_entered_by_SSH_alone()
    {
        var ways = await new WaysIn(_machine.Shell, Targets)
            .DescribeAsync(_machine.Claw, Never);

        ways.OfType<OutputBlock>().Select(block => block.Text)
            .ShouldContain($"ssh -N -L 18789:127.0.0.1:18789 -o HostKeyAlias={_machine.Claw.Name} "
                + $"claw@{_machine.Claw.Address}");
        ways.OfType<TextBlock>().ShouldNotContain(block => block.Text.Contains("tailnet"));
    }

    private StepContext To(OpenClawVersion version) => new(
        Some.Operation(_machine.Claw.Name) with { Target = _machine.Claw.Spec! with { OpenClaw = version } }, _ => { });
}

using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>Each test has a world of its own: faults and images are the region's.</summary>
public sealed class BakeImageTests : IAsyncLifetime
{
    private const string Machine = "bake-1-3-0";

    private readonly PaperWorld _world = new();
    private ServiceProvider _life = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _world.InitializeAsync();
        _life = _world.Live();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _life.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_baked_image_is_in_the_gallery_and_nothing_else_is_left()
    {
        var baked = await _life.RunAsync("/bake 1.3.0");

        baked.Status.ShouldBe(OperationStatus.Succeeded);
        baked.Conclusion.ShouldBe(
            "Image 1.3.0 is baked on 1.0.0, with app layer 1.1.0. /upgrade alice image=1.3.0");
        (await ImagesAsync()).ShouldContain("1.3.0");
        await ShouldLeaveNothingAsync();
    }

    [Fact]
    public async Task What_was_installed_is_noted_and_the_machine_deprovisioned_before_it_becomes_an_image()
    {
        var baked = await _life.RunAsync("/bake 1.3.0");

        baked.Steps.Single(step => step.Name == "CheckInstall").Note.ShouldBe("OpenClaw 2026.9.6, 1 parts");
        _world.Shell.Ran(Machine).TakeLast(2).ShouldBe(["deprovision.sh", "deprovision.sh"]); // the look, and the act
    }

    [Fact]
    public async Task A_claw_is_deployed_from_the_baked_image()
    {
        await _life.RunAsync("/bake 1.3.0");

        (await _life.RunAsync("/deploy alice image=1.3.0")).Status.ShouldBe(OperationStatus.Succeeded);

        var alice = await _world.Store.FindClawAsync(ClawName.Parse("alice"), CancellationToken.None);
        alice!.Spec!.Image.ToString().ShouldBe("1.3.0");
    }

    [Theory]
    [InlineData("VirtualMachines_CreateOrUpdate", "Creating the machine to be baked")]
    [InlineData("GalleryImageVersions_CreateOrUpdate", "Making the gallery version")]
    public async Task A_failure_takes_everything_back(string call, string step)
    {
        _world.Sandbox.Faults.Add(new Fault
        {
            On = call,
            Action = FaultAction.FailOperation,
            Code = "RequestDisallowedByPolicy",
            Times = 1000,
        });

        var baked = await _life.RunAsync("/bake 1.3.0");

        baked.Status.ShouldBe(OperationStatus.RolledBack);
        baked.Conclusion.ShouldStartWith($"Baking 1.3.0 failed at '{step}': ");
        baked.Conclusion.ShouldEndWith(" Nothing of it is left.");
        (await _world.ImageVersionsAsync()).ShouldNotContain("1.3.0");
        await ShouldLeaveNothingAsync();
    }

    [Fact]
    public async Task What_did_not_install_becomes_no_image()
    {
        Answer("boot.sh", """{"ok":true,"install":{"ok":true,"scripts":[{"name":"os/20-node","state":"failed"}]}}""");

        var baked = await _life.RunAsync("/bake 1.3.0");

        baked.Conclusion.ShouldBe(
            "Baking 1.3.0 failed at 'Checking what was installed': An image must have what is missing: os/20-node. "
            + "Nothing of it is left.");
        await ShouldLeaveNothingAsync();
    }

    [Fact]
    public async Task After_a_failure_the_same_version_can_be_baked()
    {
        _world.Shell.On(Machine, "deprovision.sh", _ => Result(1, "error: waagent is at work"));
        (await _life.RunAsync("/bake 1.3.0")).Status.ShouldBe(OperationStatus.RolledBack);
        _world.Shell.On(Machine, "deprovision.sh", _ => null);

        (await _life.RunAsync("/bake 1.3.0")).Status.ShouldBe(OperationStatus.Succeeded);

        (await ImagesAsync()).ShouldContain("1.3.0");
        await ShouldLeaveNothingAsync();
    }

    [Fact]
    public async Task A_machine_that_cannot_be_deleted_stays_known_and_the_image_stands()
    {
        _world.Sandbox.Faults.Add(new Fault
        {
            On = "NetworkInterfaces_Delete",
            Status = 403,
            Code = "ScopeLocked",
            Times = 1000,
        });

        var baked = await _life.RunAsync("/bake 1.3.0");

        baked.Status.ShouldBe(OperationStatus.Failed);
        (await ImagesAsync()).ShouldContain("1.3.0");
        var left = await _world.Store.FindClawAsync(ClawName.Parse(Machine), CancellationToken.None);
        left!.State.ShouldBe(ClawState.Failed);
    }

    [Fact]
    public async Task Where_it_costs_money_it_is_asked_with_the_price_and_a_no_makes_nothing()
    {
        await using var paid = _world.Live(services => services.AddSingleton(new DeployDefaults { CostsMoney = true }));
        Chat.Text(await paid.SayAsync("/bake 1.3.0")).ShouldContain("/init");
        await _world.Store.CommitAsync(
            new() { Settings = ImmutableSortedDictionary<string, string?>.Empty.Add(Init.DoneSetting, "yes") },
            default);

        var asked = await paid.SayAsync("/bake 1.3.0 desktop");

        asked.Question!.Prompt.ShouldBe("Bake image 1.3.0?");
        Chat.Text(asked).ShouldContain("Costs");
        Chat.Text(await paid.SayAsync("/bake 1.3.0", "no")).ShouldBe("Image 1.3.0 is not baked.");
        (await _world.Store.ListClawsAsync(default)).ShouldBeEmpty();
    }

    private void Answer(string script, string text) => _world.Shell.On(
        Machine, script, _ => new RemoteResult(0, Encoding.UTF8.GetBytes(text), "", IsTruncated: false));

    private static RemoteResult Result(int code, string error) => new(code, default, error, IsTruncated: false);

    private async Task<IReadOnlyList<string>> ImagesAsync() =>
        [.. (await _world.Cloud.ListImagesAsync(CancellationToken.None)).Select(image => image.Version.ToString())];

    private async Task ShouldLeaveNothingAsync()
    {
        var name = ClawName.Parse(Machine);
        (await _world.InventoryAsync(Machine)).ShouldBe("");
        (await _world.Store.ListClawsAsync(CancellationToken.None)).ShouldNotContain(claw => claw.Name == name);
        foreach (var secret in new[] { SecretName.AccessKey, SecretName.HostKey, SecretName.GatewayToken })
            (await _world.Secrets.FindAsync(name, secret, CancellationToken.None)).ShouldBeNull();
    }
}

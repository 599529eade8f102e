namespace ParentClaw.Sandbox.Tests;

public class FaultsTests
{
    [Fact]
    public async Task A_fault_answers_as_often_as_it_was_asked_for()
    {
        await using var box = await Box.OpenAsync();
        box.Server.Faults.Add(new Fault { On = "Disks_Get", Status = 503, Code = "ServerBusy", Times = 2, After = 1 });

        var codes = new List<string?>();
        for (var i = 0; i < 4; i++)
            codes.Add((await box.GetAsync(box.DiskId("d"), Box.DiskVersion)).Code);

        codes.ShouldBe(["ResourceNotFound", "ServerBusy", "ServerBusy", "ResourceNotFound"]);
    }

    [Theory]
    [InlineData(FaultAction.DropBefore, 404)]
    [InlineData(FaultAction.DropAfter, 200)]
    public async Task A_dropped_call_has_happened_or_not_but_the_caller_cannot_tell(FaultAction action, int status)
    {
        await using var box = await Box.OpenAsync();
        box.Server.Faults.Add(new Fault { On = "PUT */disks/*", Action = action });

        await Should.ThrowAsync<HttpRequestException>(
            () => box.PutAsync(box.DiskId("d"), Box.DiskVersion, Some.Disk()));

        (await box.GetAsync(box.DiskId("d"), Box.DiskVersion)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task With_the_parents_network_cut_nothing_answers_and_the_cut_outlives_the_sandbox()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        box.Server.Machines.CutParentNetwork(true);
        await box.RestartAsync();

        await Should.ThrowAsync<HttpRequestException>(() => box.GetAsync(box.VmId("alice"), Box.Compute));
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeFalse();
        box.Server.Machines.CutParentNetwork(false);

        (await box.GetAsync(box.VmId("alice"), Box.Compute)).Status.ShouldBe(200);
        box.Server.Machines.FindByName("alice")!.SshReachable.ShouldBeTrue();
    }
}

namespace ParentClaw.Sandbox.Tests;

public class DeployTests
{
    [Fact]
    public async Task A_machine_is_deployed_and_runs()
    {
        await using var box = await Box.OpenAsync();

        var begun = await box.DeployAsync("alice");

        begun.Status.ShouldBe(201);
        var machine = await box.GetAsync(box.VmId("alice"), Box.Compute);
        machine.Property("provisioningState")!.GetValue<string>().ShouldBe("Succeeded");
        var view = await box.GetAsync($"{box.VmId("alice")}/instanceView", Box.Compute);
        view.Body!["statuses"]!.AsArray().Select(s => s!["code"]!.GetValue<string>())
            .ShouldBe(["ProvisioningState/succeeded", "PowerState/running"]);
    }
}

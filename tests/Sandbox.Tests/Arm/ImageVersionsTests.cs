using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Tests.Arm;

public class ImageVersionsTests
{
    private const string Galleries = "2022-03-03";

    [Fact]
    public async Task A_running_machine_is_not_generalized()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("a");

        var answer = await box.PostAsync($"{box.VmId("a")}/generalize");

        (answer.Status, answer.Code).ShouldBe((409, "OperationNotAllowed"));
        await GeneralizeAsync(box, "a");
        (await box.PostAsync($"{box.VmId("a")}/generalize")).Status.ShouldBe(200); // again: it stays so
    }

    [Theory]
    [InlineData("start")]
    [InlineData("restart")]
    [InlineData("redeploy")]
    public async Task A_generalized_machine_never_runs_again(string order)
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("a");
        await GeneralizeAsync(box, "a");

        var answer = await box.PostAsync($"{box.VmId("a")}/{order}");

        (answer.Status, answer.Code).ShouldBe((409, "OperationNotAllowed"));
        var view = await box.GetAsync($"{box.VmId("a")}/instanceView", Box.Compute);
        view.Body!["statuses"]!.AsArray().Select(status => (string)status!["code"]!)
            .ShouldBe(["ProvisioningState/succeeded", "PowerState/deallocated", "OSState/generalized"]);
    }

    [Fact]
    public async Task A_version_is_made_of_a_generalized_machine_and_outlives_it()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("a");
        await GeneralizeAsync(box, "a");

        (await box.EndOfAsync(await PutAsync(box, "2.0.0", "a"))).Status.ShouldBeLessThan(300);
        await box.EndOfAsync(await box.DeleteAsync(box.VmId("a"), Box.Compute));
        await box.RestartAsync();

        var version = await box.GetAsync(VersionId(box, "2.0.0"), Galleries);
        version.Property("provisioningState")!.GetValue<string>().ShouldBe("Succeeded");
        (await box.DeployAsync("b", "2.0.0")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_machine_that_is_not_generalized_becomes_no_version()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("a");
        await box.EndOfAsync(await box.PostAsync($"{box.VmId("a")}/deallocate"));

        var answer = await PutAsync(box, "2.0.0", "a");

        (answer.Status, answer.Code).ShouldBe((409, "OperationNotAllowed"));
        (await box.GetAsync(VersionId(box, "2.0.0"), Galleries)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_same_again_is_success_and_another_source_is_refused()
    {
        await using var box = await Box.OpenAsync();
        foreach (var name in new[] { "a", "b" })
        {
            await box.DeployAsync(name);
            await GeneralizeAsync(box, name);
        }

        await box.EndOfAsync(await PutAsync(box, "2.0.0", "a"));

        (await PutAsync(box, "2.0.0", "a")).Status.ShouldBe(200);
        var other = await PutAsync(box, "2.0.0", "b");
        (other.Status, other.Code).ShouldBe((409, "PropertyChangeNotAllowed"));
    }

    [Theory]
    [InlineData("2.0", "a", 400, "InvalidParameter")]
    [InlineData("2.0.0-rc", "a", 400, "InvalidParameter")]
    [InlineData("2.0.0", "nobody", 404, "ResourceNotFound")]
    public async Task A_version_that_cannot_be_is_refused(string version, string machine, int status, string code)
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("a");
        await GeneralizeAsync(box, "a");

        var answer = await PutAsync(box, version, machine);

        (answer.Status, answer.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task A_definition_that_only_supports_Trusted_Launch_takes_no_machine()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("a");
        await GeneralizeAsync(box, "a");
        var gallery = $"{box.Group}/providers/Microsoft.Compute/galleries/{box.Options.Gallery}";
        var definition = (await box.GetAsync($"{gallery}/images/{box.Options.ImageDefinition}", Galleries)).Body!;
        var features = definition["properties"]!["features"]!;
        features[0]!["value"] = "TrustedLaunchSupported";
        var body = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["osType"] = "Linux",
                ["osState"] = "Generalized",
                ["identifier"] = definition["properties"]!["identifier"]!.DeepClone(),
                ["features"] = features.DeepClone(),
            },
        };
        await box.EndOfAsync(await box.PutAsync($"{gallery}/images/{box.Options.ImageDefinition}", Galleries, body));

        var answer = await PutAsync(box, "2.0.0", "a");

        (answer.Status, answer.Code).ShouldBe((400, "InvalidParameter"));
    }

    [Fact]
    public async Task A_deleted_version_is_gone_and_its_machines_live_on()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("a");
        await GeneralizeAsync(box, "a");
        await box.EndOfAsync(await PutAsync(box, "2.0.0", "a"));
        await box.DeployAsync("b", "2.0.0");

        await box.EndOfAsync(await box.DeleteAsync(VersionId(box, "2.0.0"), Galleries));

        (await box.GetAsync(VersionId(box, "2.0.0"), Galleries)).Status.ShouldBe(404);
        (await box.EndOfAsync(await box.PostAsync($"{box.VmId("b")}/restart"))).Status.ShouldBe(200);
        (await box.DeployAsync("c", "2.0.0")).Code.ShouldBe("GalleryImageNotFound");
    }

    private static string VersionId(Box box, string version) =>
        $"{box.Group}/providers/Microsoft.Compute/galleries/{box.Options.Gallery}"
        + $"/images/{box.Options.ImageDefinition}/versions/{version}";

    private static async Task GeneralizeAsync(Box box, string name)
    {
        await box.EndOfAsync(await box.PostAsync($"{box.VmId(name)}/deallocate"));
        (await box.PostAsync($"{box.VmId(name)}/generalize")).Status.ShouldBe(200);
    }

    private static Task<Exchange> PutAsync(Box box, string version, string machine) => box.PutAsync(
        VersionId(box, version), Galleries, new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["publishingProfile"] = new JsonObject { ["replicaCount"] = 1 },
                ["storageProfile"] = new JsonObject
                {
                    ["source"] = new JsonObject { ["id"] = box.VmId(machine) },
                },
            },
        });
}

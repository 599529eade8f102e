using System.Text.Json.Nodes;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>What was written on a machine that boots becomes an image that others boot from.</summary>
public class NspawnImagesTests : NspawnBoxes
{
    private const string Galleries = "2022-03-03";

    [NspawnFact]
    public async Task A_machine_boots_from_what_another_one_wrote_and_removed()
    {
        await using var box = await OpenAsync();
        await DeployAsync(box, "alice");
        await RunAsync(box, "alice", "echo baked >/opt/note; rm /etc/motd; rm -rf /etc/cron.d; mkdir /etc/cron.d");
        await BecomeAsync(box, "alice", "2.0.0");
        await box.EndOfAsync(await box.DeleteAsync(box.VmId("alice"), Box.Compute));

        var bob = await FromAsync(box, "bob", "2.0.0");
        await UntilSshAsync(box, "bob");

        (await SshAsync(bob.Address, "cat /opt/note; ls -d /etc/motd /etc/cron.d/* 2>/dev/null || hostname"))
            .ShouldBe("baked\nbob");

        await box.EndOfAsync(await box.DeleteAsync(VersionId(box, "2.0.0"), Galleries));
        await box.EndOfAsync(await box.PostAsync($"{box.VmId("bob")}/restart"));
        await UntilSshAsync(box, "bob");
        (await SshAsync(bob.Address, "cat /opt/note")).ShouldBe("baked");
    }

    private static async Task BecomeAsync(Box box, string name, string version)
    {
        await box.EndOfAsync(await box.PostAsync($"{box.VmId(name)}/deallocate"));
        (await box.PostAsync($"{box.VmId(name)}/generalize")).Status.ShouldBe(200);
        var body = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["storageProfile"] = new JsonObject { ["source"] = new JsonObject { ["id"] = box.VmId(name) } },
            },
        };
        (await box.EndOfAsync(await box.PutAsync(VersionId(box, version), Galleries, body)))
            .Status.ShouldBeLessThan(300);
    }

    private static async Task<SandboxMachine> FromAsync(Box box, string name, string version)
    {
        await box.EndOfAsync(await box.PutAsync(box.AddressId($"{name}-ip"), Box.Network, Some.Address()));
        await box.EndOfAsync(await box.PutAsync(box.NicId($"{name}-nic"), Box.Network, Some.Nic(box, $"{name}-ip")));
        return await CreateAsync(box, name, disk: null, version);
    }

    private static string VersionId(Box box, string version) =>
        $"{box.Group}/providers/Microsoft.Compute/galleries/{box.Options.Gallery}"
        + $"/images/{box.Options.ImageDefinition}/versions/{version}";
}

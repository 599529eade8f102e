using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Arm;

public class NetworkTests
{
    [Fact]
    public async Task A_public_address_serves_one_NIC_and_moves_when_the_first_lets_go()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        var own = box.Server.Machines.FindByName("alice")!.Address;
        await box.PutAsync(box.NicId("other"), Box.Network, Some.Nic(box));

        var both = await box.PutAsync(box.NicId("other"), Box.Network, Some.Nic(box, "alice-ip"));
        both.Code.ShouldBe("PublicIPAddressInUse");
        (await box.DeleteAsync(box.AddressId("alice-ip"), Box.Network)).Code.ShouldBe("PublicIPAddressCannotBeDeleted");

        await box.PutAsync(box.NicId("alice-nic"), Box.Network, Some.Nic(box));
        (await box.PutAsync(box.NicId("other"), Box.Network, Some.Nic(box, "alice-ip"))).Status.ShouldBe(200);
        box.Server.Machines.FindByAddress(own).ShouldBeNull();
        box.Server.Machines.FindByName("alice")!.Address.ShouldNotBe(own);
    }

    [Fact]
    public async Task A_NIC_keeps_its_private_address_and_its_machine_when_it_is_put_again()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        var before = await box.GetAsync(box.NicId("alice-nic"), Box.Network);

        var after = await box.PutAsync(box.NicId("alice-nic"), Box.Network, Some.Nic(box, "alice-ip"));

        after.Property("virtualMachine")!.ToJsonString().ShouldBe(before.Property("virtualMachine")!.ToJsonString());
        PrivateAddress(after).ShouldBe(PrivateAddress(before));
        PrivateAddress(after).ShouldStartWith("127.");
    }

    [Fact]
    public async Task What_a_NIC_names_must_exist()
    {
        await using var box = await Box.OpenAsync();

        var answer = await box.PutAsync(box.NicId("n"), Box.Network, Some.Nic(box, "nobody"));

        (answer.Status, answer.Code).ShouldBe((400, "InvalidResourceReference"));
    }

    [Fact]
    public async Task What_a_NIC_names_must_be_ready()
    {
        await using var box = await Box.OpenAsync(o => o with { Speed = 1 }, new ManualTime());
        await box.PutAsync(box.AddressId("a-ip"), Box.Network, Some.Address());

        var answer = await box.PutAsync(box.NicId("n"), Box.Network, Some.Nic(box, "a-ip"));

        (answer.Status, answer.Code).ShouldBe((409, "ReferencedResourceNotProvisioned"));
    }

    private static string PrivateAddress(Exchange nic) => nic
        .Property("ipConfigurations")![0]!["properties"]!["privateIPAddress"]!.GetValue<string>();
}

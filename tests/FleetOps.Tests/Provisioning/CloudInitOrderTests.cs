using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Provisioning;

public sealed class CloudInitOrderTests
{
    [Fact]
    public void A_machine_to_be_baked_is_told_so_and_of_no_owner()
    {
        var layer = AppLayer.Embedded();
        var claw = new Claw
        {
            Name = ClawName.Parse("bake-1-3-0"),
            HostKey = "ssh-ed25519 A",
            AccessKey = "ssh-ed25519 B",
        };
        var target = Some.Spec("1.1.0", generation: 1) with { AppLayer = layer.Version, Disk = 0 };

        var order = CloudInitOrder.ForBake(claw, target, layer, "claw", new Secret("private"), new());

        order.Settings["CLAW_BAKE"].ShouldBe("yes");
        order.Settings["CLAW_FORMAT"].ShouldBe("never");
        (order.Settings["CLAW_OWNER"] + order.Settings["CLAW_MODEL"]).ShouldBeEmpty(); // so neither is a line
        order.GatewayConfig.ShouldBeNull();
    }
}

using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.EndToEnd.Gateway;

/// <summary>Against the real OpenClaw from npm, over a real sshd.</summary>
public sealed class RealGatewayTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Needs("npm", "sshd", "ssh")]
    public async Task Who_writes_to_the_bot_waits_is_let_in_by_RPC_and_is_no_owner()
    {
        await using var real = await RealGateway.StartAsync();
        var gateway = real.Get<IGateway>();
        (await gateway.ListPairingsAsync(real.Claw, Never)).ShouldBeEmpty();

        var bob = real.Telegram.Person(7001, "Bob", "bob").ChatWith(real.Bot);
        await bob.SaysAsync("hi");
        await bob.ShowsAsync("Your Telegram user id: 7001");

        var waiting = (await gateway.ListPairingsAsync(real.Claw, Never)).ShouldHaveSingleItem();
        (waiting.Sender, waiting.UserName, waiting.FirstName).ShouldBe(("7001", "bob", "Bob"));
        bob.Messages.ShouldContain(message => message.Text.Contains(waiting.Code, StringComparison.Ordinal));

        (await gateway.ApprovePairingAsync(real.Claw, waiting, Never))
            .ShouldBe(new PairingApproval("7001", IsNotified: true));
        (await gateway.ListPairingsAsync(real.Claw, Never)).ShouldBeEmpty();
        (await File.ReadAllTextAsync(real.ConfigFile)).ShouldNotContain("7001");
        real.Get<GatewayConnections>().Count.ShouldBe(1);
        real.Telegram.Violations.ShouldBeEmpty();
    }
}

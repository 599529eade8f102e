using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Machines;

[Collection(BootedCollection.Name)]
public sealed class PairingTests(BootedFleet fleet)
{
    private const string Alice = "alice";

    // A gateway that was told by Telegram answers within a second or two; a model's turn takes some more.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [MachineFact]
    public async Task A_stranger_waits_until_he_is_let_in_and_is_no_owner_then()
    {
        await fleet.DeployAsync(Alice);
        var stranger = fleet.Telegram.Person(7001, "Dave", "dave").ChatWith(fleet.Bot(Alice));

        await stranger.SaysAsync("let me in");
        await stranger.ShowsAsync("Pairing code", Patience);
        (await fleet.Parent.DoAsync($"/pairings {Alice}")).Text.ShouldContain("@dave (Dave, 7001)");
        await fleet.Parent.DoAsync($"/approve {Alice} dave");
        await stranger.ShowsAsync("access approved", Patience);
        await stranger.SaysAsync("what do you say to marmalade?");

        await stranger.ShowsAsync(EchoModel.Prefix, Patience);
        fleet.Model.Told.ShouldContain(told => told.Contains("marmalade", StringComparison.Ordinal));
        (await fleet.RunAsync(Alice, "sudo -iu claw openclaw config get commands.ownerAllowFrom --json"))
            .ShouldBe($"[\n  \"telegram:{BootedFleet.Owner}\"\n]");
    }

    [MachineFact]
    public async Task The_owner_and_the_agent_are_reached_through_the_parent()
    {
        await fleet.DeployAsync(Alice);
        var owner = fleet.Telegram.Person(BootedFleet.Owner, "Olga").ChatWith(fleet.Bot(Alice));
        await owner.SaysAsync("hello");

        await fleet.Parent.DoAsync($"/message {Alice} The cellar's \"dry\" $HOME; again.");
        await owner.ShowsAsync("The cellar's \"dry\" $HOME; again.", Patience);

        (await fleet.Parent.DoAsync($"/ask {Alice} Is the cellar dry?")).Text.ShouldContain(EchoModel.Prefix);
        fleet.Model.Told.ShouldContain(told => told.Contains("Is the cellar dry?", StringComparison.Ordinal));
    }
}

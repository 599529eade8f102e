using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Manifests;
using ParentClaw.FleetOps.Tests.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Manifests;

public sealed class PlanCostTests
{
    private const string Three = "claws: {new: {}, large: {size: Standard_B4s_v2}, kept: {}}";

    [Fact]
    public async Task What_is_made_is_priced_but_for_a_disk_that_was_kept()
    {
        using var fleet = await OpenAsync();

        var plan = await PlanAsync(fleet, Three);

        Chat.Text(plan).ShouldEndWith("\nIt costs about $134.00 more a month while all of it runs.");
        var cost = plan.Result!["cost"]!;
        ((decimal)cost["perMonth"]!, (string?)cost["currency"], cost["unknown"]!.AsArray().Count)
            .ShouldBe((134m, "USD", 0));
    }

    [Fact]
    public async Task Where_the_price_list_cannot_be_had_nothing_is_made_up()
    {
        using var fleet = await OpenAsync();
        fleet.Chat.Cloud.On("FindPricesAsync", () => (CloudPrices?)null);

        var plan = await PlanAsync(fleet, Three);

        Chat.Text(plan).ShouldEndWith(
            "\nWhat it costs more a month is not known: the price list cannot be had now.");
        plan.Result!["cost"]!["unknown"]!.AsArray().Select(name => (string?)name)
            .ShouldBe(["new", "large", "kept"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_plan_that_makes_no_claw_names_no_cost()
    {
        using var fleet = await OpenAsync();

        var plan = await PlanAsync(fleet, "claws: {alice: {labels: {tier: prod}}}");

        Chat.Text(plan).ShouldContain("1 change.");
        Chat.Text(plan).ShouldNotContain("cost");
        plan.Result!.AsObject().ShouldContainKey("cost");
        plan.Result["cost"].ShouldBeNull();
    }

    [Fact]
    public void What_is_of_unknown_price_is_named() =>
        new PlanCost(48.5m, [ClawName.Parse("bob"), ClawName.Parse("carol")]).Say().ShouldBe(
            "It costs about $48.50 more a month while all of it runs; not in it is bob, carol, of unknown price.");

    private static async Task<PlannedFleet> OpenAsync()
    {
        var fleet = await PlannedFleet.OpenAsync(costsMoney: true);
        var kept = Some.RunningClaw() with
        {
            Name = ClawName.Parse("kept"),
            State = ClawState.Destroyed,
            Spec = null,
            Address = null,
            Model = "local/echo",
        };
        await fleet.Chat.KeepAsync(new() { Claw = kept });
        return fleet;
    }

    private static Task<Reply> PlanAsync(PlannedFleet fleet, string manifest) =>
        fleet.Dispatcher.DispatchAsync($"/plan {manifest}", PlannedFleet.Mary, CancellationToken.None);
}

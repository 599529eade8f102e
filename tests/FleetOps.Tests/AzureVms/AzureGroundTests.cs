using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.Sandbox;

namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>What <c>/init</c> and <c>/allow</c> stand on.</summary>
public sealed class AzureGroundTests
{
    [Fact]
    public async Task Given_ground_holds_and_nothing_is_made()
    {
        await using var box = await AzureBox.StartAsync();

        (await box.Cloud.CheckGroundAsync(default)).ShouldAllBe(check => check.Outcome == GroundOutcome.Holds);
        (await box.Cloud.PrepareGroundAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Missing_ground_is_announced_made_once_and_then_holds()
    {
        await using var box = await StartAsync();

        (await box.Cloud.CheckGroundAsync(default)).Count(check => check.Outcome == GroundOutcome.ToBeMade).ShouldBe(5);
        (await box.Cloud.PrepareGroundAsync(default)).ShouldBe(
        [
            "resource group fresh in westeurope",
            "network parentclaw-net (10.77.0.0/16) with subnet claws",
            "firewall parentclaw-nsg: SSH from 203.0.113.7/32",
            "gallery parentclaw",
            "image definition claw",
        ]);
        (await box.Cloud.PrepareGroundAsync(default)).ShouldBeEmpty();
        (await box.Cloud.CheckGroundAsync(default)).ShouldAllBe(check => check.Outcome == GroundOutcome.Holds);
    }

    [Fact]
    public async Task Without_allowed_sources_the_check_says_what_to_set_and_no_firewall_is_made()
    {
        await using var box = await StartAsync(allowed: []);

        var firewall = (await box.Cloud.CheckGroundAsync(default)).Single(check => check.Name == "Firewall");

        firewall.Outcome.ShouldBe(GroundOutcome.Broken);
        firewall.Fix.ShouldNotBeNull().ShouldContain("AzureVms:AllowedSources");
        var refused = await Should.ThrowAsync<FleetException>(() => box.Cloud.PrepareGroundAsync(default));
        refused.Reason.ShouldBe(FailureReason.InvalidRequest);
    }

    [Fact]
    public async Task Each_fault_of_the_ground_names_the_line_that_mends_it()
    {
        await using var box = await StartAsync(sandbox => sandbox with
        {
            Permissions = ["Microsoft.Compute/*", "Microsoft.Authorization/*/read"],
            UnregisteredProviders = ["Microsoft.Network"],
            CoreQuota = 1,
        });

        var broken = (await box.Cloud.CheckGroundAsync(default))
            .Where(check => check.Outcome == GroundOutcome.Broken)
            .ToList();

        broken.Select(check => check.Name).ShouldBe(
            ["Provider Microsoft.Network", "Permissions", "Size for headless", "Size for desktop"]);
        broken.ShouldAllBe(check => check.Fix!.StartsWith("az "));
        broken[1].Detail.ShouldContain("Microsoft.Network/networkInterfaces/write");
        broken[1].Detail.ShouldNotContain("Microsoft.Compute");
    }

    [Fact]
    public async Task A_size_that_is_not_offered_gives_way_to_the_next_and_a_full_quota_counts_what_is_replaced()
    {
        await using var box = await AzureBox.StartAsync(
            sandbox => sandbox with { CoreQuota = 2 },
            sandbox => AzureBox.OptionsFor(sandbox, sizes: ["Standard_Z9_v9", "Standard_B2s_v2"]));
        var claw = ClawName.Parse("alice");
        var first = MachineName.Of(claw, 1);
        (await box.Cloud.ChooseSizeAsync(Profile.Headless, null, default)).ShouldBe("Standard_B2s_v2");
        await box.Cloud.CreateAddressAsync(claw, default);
        await box.Cloud.CreateNicAsync(first, default);
        await box.Cloud.CreateDiskAsync(DiskName.Of(claw, 1), default);
        await box.Cloud.CreateMachineAsync(
            new MachineOrder(
                first, ImageVersion.Parse("1.0.0"), "Standard_B2s_v2", Profile.Headless, DiskName.Of(claw, 1), "claw",
                "ssh-ed25519 AAAA", ReadOnlyMemory<byte>.Empty),
            default);

        var refused = await Should.ThrowAsync<FleetException>(
            () => box.Cloud.ChooseSizeAsync(Profile.Headless, null, default));

        refused.Reason.ShouldBe(FailureReason.QuotaExceeded);
        refused.Message.ShouldContain("Standard_Z9_v9 is not offered");
        refused.Message.ShouldContain("Standard_B2s_v2 needs 2 cores");
        (await box.Cloud.ChooseSizeAsync(Profile.Headless, first, default)).ShouldBe("Standard_B2s_v2");
    }

    [Fact]
    public async Task Allowed_sources_are_replaced_and_survive_the_next_preparation()
    {
        await using var box = await StartAsync();
        await box.Cloud.PrepareGroundAsync(default);

        await box.Cloud.AllowSourcesAsync(["198.51.100.77/24", "192.0.2.1"], default);

        (await box.Cloud.ListAllowedSourcesAsync(default)).ShouldBe(["198.51.100.0/24", "192.0.2.1/32"]);
        (await box.Cloud.PrepareGroundAsync(default)).ShouldBeEmpty();
        (await box.Cloud.ListAllowedSourcesAsync(default)).ShouldBe(["198.51.100.0/24", "192.0.2.1/32"]);
    }

    [Fact]
    public async Task A_firewall_that_is_not_ours_is_read_and_never_changed()
    {
        await using var box = await AzureBox.StartAsync();

        (await box.Cloud.ListAllowedSourcesAsync(default)).ShouldBe(["127.0.0.0/8"]);
        var refused = await Should.ThrowAsync<FleetException>(
            () => box.Cloud.AllowSourcesAsync(["192.0.2.1"], default));

        refused.Reason.ShouldBe(FailureReason.InvalidRequest);
        (await box.Cloud.ListAllowedSourcesAsync(default)).ShouldBe(["127.0.0.0/8"]);
    }

    [Fact]
    public async Task The_account_is_described_without_its_token()
    {
        await using var box = await AzureBox.StartAsync();

        var account = await box.Cloud.DescribeAsync(default);

        account.ShouldBe(new CloudAccount(
            "Sandbox", "7e4a4700-2b1d-4f6e-8c55-0c1a05a4db02", box.Options.SubscriptionId, "Sandbox",
            "westeurope", "sandbox", "unknown"));
    }

    [Fact]
    public async Task Prices_are_those_of_a_month()
    {
        await using var box = await AzureBox.StartAsync();

        var prices = (await box.Cloud.FindPricesAsync("Standard_B2s_v2", default)).ShouldNotBeNull();

        prices.DataDisk.ShouldBe(2.40m);
        prices.OsDisk.ShouldBe(2.40m);
        prices.Address.ShouldBe(0.005m * 730);
        prices.Machine.ShouldBeGreaterThan(prices.Address);
        (await box.Cloud.FindPricesAsync("Standard_Z9_v9", default)).ShouldBeNull();
    }

    private static Task<AzureBox> StartAsync(
        Func<SandboxOptions, SandboxOptions>? change = null, IReadOnlyList<string>? allowed = null) =>
        AzureBox.StartAsync(
            change,
            sandbox => new AzureOptions
            {
                SubscriptionId = sandbox.SubscriptionId,
                ResourceGroup = "fresh",
                Location = sandbox.Location,
                AllowedSources = allowed ?? ["203.0.113.7"],
            });
}

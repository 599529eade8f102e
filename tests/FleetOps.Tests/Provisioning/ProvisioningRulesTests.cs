using ParentClaw.FleetOps.Provisioning;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Provisioning;

public sealed class ProvisioningRulesTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public void A_zone_that_exists_will_do(string zone) =>
        new ProvisioningRules().Validate(null, new() { TimeZone = zone }).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("Europe/Nowhere")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("")]
    public void A_zone_that_no_machine_knows_is_refused(string zone) =>
        new ProvisioningRules().Validate(null, new() { TimeZone = zone }).FailureMessage.ShouldNotBeNull()
            .ShouldContain("is no IANA time zone");

    [Theory]
    [InlineData("[1]", "it holds no JSON object")]
    [InlineData("{\"gateway\":", "Expected")]
    public async Task A_file_that_is_no_JSON_object_is_refused_at_the_start_and_later(string text, string why)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["config.json"], text);
        var options = new ProvisioningOptions { GatewayConfig = folder["config.json"] };

        new ProvisioningRules().Validate(null, options).FailureMessage.ShouldNotBeNull().ShouldContain(why);
        (await Should.ThrowAsync<FleetException>(() => GatewayConfigFile.FindAsync(options, CancellationToken.None)))
            .Reason.ShouldBe(FailureReason.InvalidRequest);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name() =>
        new ProvisioningRules().Validate(null, new() { GatewayConfig = "/nowhere/config.json" })
            .FailureMessage.ShouldNotBeNull().ShouldContain("/nowhere/config.json");

    [Fact]
    public async Task A_file_with_comments_reaches_the_machine_as_plain_JSON_on_one_line()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(
            folder["config.json"], "{\n  // our own models\n  \"models\": { \"mode\": \"merge\", },\n}");
        var options = new ProvisioningOptions { GatewayConfig = folder["config.json"] };

        new ProvisioningRules().Validate(null, options).Succeeded.ShouldBeTrue();
        (await GatewayConfigFile.FindAsync(options, CancellationToken.None))
            .ShouldBe("{\"models\":{\"mode\":\"merge\"}}\n");
        (await GatewayConfigFile.FindAsync(new(), CancellationToken.None)).ShouldBeNull();
    }
}

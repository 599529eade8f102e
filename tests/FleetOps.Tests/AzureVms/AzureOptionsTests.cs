using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzureOptionsTests
{
    private const string Least = """
        "SubscriptionId": "5a4db0c1-7c1e-4b5e-9d3a-0c1a05a4db01", "Location": "westeurope"
        """;

    [Fact]
    public void The_least_configuration_gets_the_documented_defaults()
    {
        var options = Bind($"{{{Least}}}");

        options.ResourceGroup.ShouldBe("parentclaw");
        options.DataDiskSizeGiB.ShouldBe(32);
        options.Images.Default.ShouldBe("Canonical:ubuntu-24_04-lts:server:latest");
        options.AllowedSources.ShouldBeEmpty();
        options.Sizes.Of(Profile.Headless)[0].ShouldBe("Standard_B2s_v2");
        options.Sizes.Of(Profile.Desktop)[0].ShouldBe("Standard_D2s_v5");
    }

    [Fact]
    public void A_configured_list_stands_alone()
    {
        var options = Bind(
            $$"""{{{Least}}, "Sizes": { "Headless": ["A", "B"] }, "AllowedSources": ["192.0.2.1"],"""
            + """ "Ports": { "Desktop": true } }""");

        options.Sizes.Of(Profile.Headless).ShouldBe(["A", "B"]);
        options.Sizes.Of(Profile.Desktop)[0].ShouldBe("Standard_D2s_v5");
        options.AllowedSources.ShouldBe(["192.0.2.1"]);
        options.Ports.Desktop.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "Location": "westeurope" }""", "SubscriptionId")]
    [InlineData("""{ "SubscriptionId": "mine", "Location": "westeurope" }""", "SubscriptionId")]
    [InlineData("""{ "SubscriptionId": "5a4db0c1-7c1e-4b5e-9d3a-0c1a05a4db01" }""", "Location")]
    [InlineData("{" + Least + """, "DataDiskSizeGiB": 3 }""", "DataDiskSizeGiB")]
    [InlineData("{" + Least + """, "DataDiskSku": "Floppy" }""", "DataDiskSku")]
    public void A_value_that_cannot_be_is_refused_by_name(string section, string name) =>
        Should.Throw<OptionsValidationException>(() => Bind(section)).Message.ShouldContain(name);

    [Fact]
    public void An_unknown_key_is_refused() =>
        Should.Throw<InvalidOperationException>(() => Bind("{" + Least + """, "Regoin": "x" }"""))
            .Message.ShouldContain("Regoin");

    [Fact]
    public void The_cloud_is_connected_when_it_is_first_needed()
    {
        var asked = 0;
        using var services = Services($"{{{Least}}}", () => asked++);
        asked.ShouldBe(0);

        services.GetRequiredService<ICloud>().ShouldBeOfType<AzureCloud>();
        services.GetRequiredService<ICloud>();

        asked.ShouldBe(1);
    }

    private static AzureOptions Bind(string section)
    {
        using var services = Services(section, () => { });
        return services.GetRequiredService<IOptions<AzureOptions>>().Value;
    }

    private static ServiceProvider Services(string section, Action asked)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "AzureVms": {{section}} }"""));
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddAzureVms(
                new ConfigurationBuilder().AddJsonStream(json).Build(),
                _ =>
                {
                    asked();
                    return AzureConnection.ToSandbox(new Uri("http://127.0.0.1:1"), "token", "test");
                })
            .BuildServiceProvider();
    }
}

using Microsoft.Extensions.Configuration;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Tests.Configuration;

public sealed class AppSettingsTests
{
    private static readonly KnownKeys Known = KnownKeys.Of(ParentBotBuilder.Assemblies);

    private static readonly IConfigurationRoot Shipped =
        new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build();

    [Fact]
    public void Each_key_of_the_shipped_file_is_known_and_fits() => Known.FindFault(Shipped).ShouldBeNull();

    [Fact]
    public void Each_option_stands_in_the_shipped_file()
    {
        Known.All.ShouldContain("Cloud:Kind");
        var shown = Shipped.AsEnumerable().Select(entry => entry.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Known.All.Where(key => !shown.Contains(key)).ShouldBeEmpty();
    }

    [Fact]
    public void The_shipped_values_are_the_defaults()
    {
        Known.Sections.ShouldNotBeEmpty();
        foreach (var (section, type) in Known.Sections)
        {
            var bound = Shipped.GetSection(section).Get(type);
            bound.ShouldBeEquivalentTo(Activator.CreateInstance(type), section);
        }
    }
}

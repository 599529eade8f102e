using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ParentClaw.ParentBot.Configuration;

/// <summary>Registers options the way all of ours are.</summary>
internal static class OptionsRegistration
{
    /// <summary>Binds a section, checks its annotations at start, and offers the value itself.</summary>
    public static IServiceCollection AddFleetOptions<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>()
            .Bind(configuration.GetSection(section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TOptions>>().Value);
        return services;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Registers Azure as the cloud.</summary>
public static class AddAzureVmsExtensions
{
    /// <summary>
    /// Makes <see cref="ICloud"/> Azure, with the options of section <see cref="AzureOptions.Section"/>, validated at
    /// start; unknown keys are refused.
    /// </summary>
    /// <param name="services">
    /// Where it is registered; a <see cref="TimeProvider"/> and logging must be there too.
    /// </param>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="connect">
    /// How Azure, or the sandbox, is reached; asked once, when the cloud is first needed, so that a sandbox may start
    /// before.
    /// </param>
    public static IServiceCollection AddAzureVms(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, AzureConnection> connect)
    {
        services.AddOptions<AzureOptions>()
            .Bind(configuration.GetSection(AzureOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<RemoteOptions>()
            .Configure<IOptions<AzureOptions>>((remote, azure) => remote.AdminUser = azure.Value.AdminUser);
        services.AddSingleton<ICloud>(provider => new AzureCloud(
            provider.GetRequiredService<IOptions<AzureOptions>>().Value,
            connect(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }
}

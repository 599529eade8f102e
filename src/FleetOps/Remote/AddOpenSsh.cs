using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ParentClaw.FleetOps.Remote;

/// <summary>Registration of the remote side.</summary>
public static class AddOpenSshExtension
{
    /// <summary>
    /// Adds the OpenSSH client as <see cref="IRemoteShell"/> (a local one registered before stays), the key maker and
    /// the process runner. Needs an <see cref="Secrets.ISecretStore"/> and the section <c>Ssh</c>.
    /// </summary>
    public static IServiceCollection AddOpenSsh(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SshOptions>()
            .Bind(configuration.GetSection(SshOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProcessRunner>();
        services.TryAddSingleton<KeyPairs>();
        services.TryAddSingleton<SshConnections>();
        services.TryAddSingleton<OpenSshShell>();
        services.TryAddSingleton<IRemoteShell>(
            provider => new MeasuredShell(provider.GetRequiredService<OpenSshShell>()));
        return services;
    }
}

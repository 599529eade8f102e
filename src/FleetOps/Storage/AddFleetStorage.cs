using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Registers the store and the secrets on a data folder whose lock is held.</summary>
public static class FleetStorageRegistration
{
    /// <summary>
    /// Adds <see cref="IFleetStore"/>, <see cref="IFaceStore"/>, <see cref="ISecretStore"/>, <see cref="MemberBook"/>,
    /// <see cref="StoreStamp"/>, <see cref="StoreCopies"/> and <see cref="StoreUpkeep"/>. The file is opened and
    /// checked when the first of them is asked for, and closed with the host.
    /// </summary>
    public static IServiceCollection AddFleetStorage(this IServiceCollection services, DataFolder folder)
    {
        services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddDataProtection()
            .SetApplicationName(KeyRing.Application)
            .PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(folder);
        services.AddSingleton(_ => StoreFile.Open(folder));
        services.AddSingleton<IFleetStore, SqliteFleetStore>();
        services.AddSingleton<IFaceStore, SqliteFaceStore>();
        services.AddSingleton<IAlertStore, SqliteAlertStore>();
        services.AddSingleton<IDigestStore, SqliteDigestStore>();
        services.AddSingleton<IProposalStore, SqliteProposalStore>();
        services.AddSingleton<ISecretStore, DataProtectionSecretStore>();
        services.AddSingleton<StoreUpkeep>();
        services.AddSingleton(provider => new MemberBook(
            provider.GetRequiredService<SqliteFile>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new StoreStamp(provider.GetRequiredService<SqliteFile>()));
        services.AddSingleton(provider => new StoreCopies(
            provider.GetRequiredService<SqliteFile>(),
            folder,
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StoreCopies>>()));
        return services;
    }
}

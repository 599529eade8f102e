using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.TestKit;

/// <summary>
/// The real store and secrets, on a folder of the test's own unless one is given; registered as the product does.
/// </summary>
public sealed class TestStore : IDisposable
{
    private readonly TempFolder? _temp;
    private readonly ServiceProvider _services;

    /// <summary>Opens it.</summary>
    /// <param name="folder">The data folder, which the test then deletes; null for one of its own.</param>
    /// <param name="time">The clock; a standing one where none is given.</param>
    /// <param name="configuration">Keys such as <c>Storage:Copies</c>.</param>
    public TestStore(
        string? folder = null, TimeProvider? time = null, params (string Key, string Value)[] configuration)
    {
        _temp = folder is null ? new TempFolder() : null;
        Folder = DataFolder.Open(folder ?? _temp!.Path);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time ?? new ManualTime())
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(configuration.ToDictionary(pair => pair.Key, string? (pair) => pair.Value))
                .Build())
            .AddFleetStorage(Folder)
            .BuildServiceProvider();
    }

    /// <summary>Its folder.</summary>
    public DataFolder Folder { get; }

    /// <summary>The store.</summary>
    public IFleetStore Fleet => Get<IFleetStore>();

    /// <summary>The secrets.</summary>
    public ISecretStore Secrets => Get<ISecretStore>();

    /// <summary>A desk for what agents propose, with the rules that stand where none are set.</summary>
    public ProposalDesk Proposals => new(
        Get<IProposalStore>(), new ProposalFeed(), Options.Create(new AgentOptions()), Get<TimeProvider>());

    /// <summary>Any other part of the storage.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <inheritdoc/>
    public void Dispose()
    {
        _services.Dispose();
        _temp?.Dispose();
    }
}

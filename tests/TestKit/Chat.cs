using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.SandboxHost;

namespace ParentClaw.TestKit;

/// <summary>
/// The reading commands from the line to the reply, by the real catalogue, dispatcher, store, secrets and gateway
/// adapter;
/// machines and cloud are what the test gives.
/// </summary>
public sealed class Chat : IDisposable
{
    private static readonly Member Marvin = new("terminal:marvin", "Marvin", Role.Admin);

    private readonly TempFolder _folder = new();
    private readonly TestStore _store;
    private readonly ServiceProvider _services;

    /// <summary>Opens a chat.</summary>
    /// <param name="shell">The machines; the scripted ones without it.</param>
    /// <param name="change">What is different in this one; what is registered last holds.</param>
    public Chat(IRemoteShell? shell = null, Action<IServiceCollection>? change = null)
    {
        (var cloud, Cloud) = ScriptedCloud.New();
        _store = new TestStore(time: Time);
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(_store.Fleet)
            .AddSingleton(_store.Get<IAlertStore>())
            .AddSingleton(_store.Get<IProposalStore>())
            .AddSingleton(_store.Get<IDigestStore>())
            .AddSingleton(_store.Get<IProposalStore>())
            .AddSingleton(_store.Secrets)
            .AddSingleton(_store.Get<MemberBook>())
            .AddSingleton(cloud)
            .AddSingleton(_ => new AppLayers(_folder["app-layers"]))
            .AddSingleton(SandboxCloud.MadeUp())
            .AddOpenSsh(configuration)
            .AddSingleton(shell ?? Shell)
            .AddFleetOps(configuration)
            .AddSingleton<IOperationScheduler, NoScheduler>()
            .AddCommands([typeof(Fleet).Assembly]);
        change?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The clock.</summary>
    public ManualTime Time { get; } = new(Some.Moment);

    /// <summary>The machines, where the test gave no shell of its own.</summary>
    public ScriptedShell Shell { get; } = new();

    /// <summary>The cloud.</summary>
    public ScriptedCloud Cloud { get; }

    /// <summary>The store.</summary>
    public IFleetStore Fleet => _store.Fleet;

    /// <summary>The file of the store.</summary>
    public string StoreFile => _store.Folder.Store;

    /// <summary>The secrets.</summary>
    public ISecretStore Secrets => _store.Secrets;

    /// <summary>Any part of the whole.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Gives a line as an Admin.</summary>
    public Task<Reply> SayAsync(string line) =>
        Get<CommandDispatcher>().DispatchAsync(line, Marvin, CancellationToken.None);

    /// <summary>Answers the question of a reply.</summary>
    public Task<Reply> AnswerAsync(Reply question, string answer) =>
        Get<CommandDispatcher>().AnswerAsync(question.Question!.Nonce!, answer, Marvin, CancellationToken.None);

    /// <summary>Stores a change.</summary>
    public Task<FleetChange> KeepAsync(FleetChange change) => Fleet.CommitAsync(change, CancellationToken.None);

    /// <summary>A reply as plain lines, to compare with.</summary>
    public static string Text(Reply reply) => string.Join('\n', reply.Blocks.SelectMany(Lines));

    /// <inheritdoc/>
    public void Dispose()
    {
        // Connections close asynchronously only; a test has nothing else to do meanwhile.
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _store.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<string> Lines(ReplyBlock block) => block switch
    {
        TextBlock text => [text.Text],
        HeadingBlock heading => [$"# {heading.Text}"],
        OutputBlock output => [output.Text],
        QuoteBlock quote => quote.Lines,
        FactsBlock facts => facts.Facts.Select(fact => $"{fact.Name}: {fact.Value}"),
        TableBlock table => table.Rows.Prepend(table.Columns).Select(row => string.Join(" | ", row)),
        FileBlock file => [$"# {file.Name}", file.Text],
        _ => throw new InvalidOperationException($"{block.GetType().Name} is new."),
    };
}

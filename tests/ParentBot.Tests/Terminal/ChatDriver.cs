using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Terminal;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Terminal;

/// <summary>A chat on the real dispatcher, catalogue and store, with the sample commands.</summary>
internal sealed class ChatDriver : IDisposable
{
    private readonly TestStore _store;

    public ChatDriver()
    {
        _store = new TestStore(time: Time);
        Handlers = new SampleHandlers(_store.Fleet);
        Catalogue = new CommandCatalogue(
            [typeof(Say), typeof(Fail), typeof(Begin), typeof(Drop), typeof(Hide), typeof(Count), typeof(Quit)]);
        var services = new ServiceCollection()
            .AddSingleton<ICommandHandler<Say>>(Handlers)
            .AddSingleton<ICommandHandler<Fail>>(Handlers)
            .AddSingleton<ICommandHandler<Begin>>(Handlers)
            .AddSingleton<ICommandHandler<Drop>>(Handlers)
            .AddSingleton<ICommandHandler<Hide>>(Handlers)
            .AddSingleton<ICommandHandler<Count>>(Handlers)
            .AddSingleton<ICommandHandler<Quit>, QuitHandler>()
            .BuildServiceProvider();
        Dispatcher = new CommandDispatcher(
            Catalogue, new CommandParser(Catalogue), services, _store.Fleet, _store.Proposals, Time,
            NullLogger<CommandDispatcher>.Instance);
        Follower = new OperationFollower(Feed, _store.Fleet, Time);
    }

    public ManualTime Time { get; } = new();

    public OperationFeed Feed { get; } = new();

    public IFleetStore Store => _store.Fleet;

    public SampleHandlers Handlers { get; }

    public CommandCatalogue Catalogue { get; }

    public CommandDispatcher Dispatcher { get; }

    public OperationFollower Follower { get; }

    public LocalConversation Conversation(ChatSetting? setting = null) =>
        new(Catalogue, Dispatcher, Follower, setting ?? Setting);

    public ChatSetting Setting { get; } = new(new Member("terminal:me", "me", Role.Admin), "parentclaw", "SANDBOX");

    public ShownText Output { get; } = new();

    public StringWriter Errors { get; } = new() { NewLine = "\n" };

    public void Dispose() => _store.Dispose();

    /// <summary>Talks over a pipe: all lines at once, then the end.</summary>
    public Task<int> PipeAsync(params string[] lines) => PipeAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public async Task<int> PipeAsync(byte[] input) => (await PipeAsync(Setting, input)).Status;

    public Task<ChatEnd> PipeAsync(ChatSetting setting, byte[] input) =>
        new PipeChat(new LineReader(new MemoryStream(input)), Output, Errors, Conversation(setting), setting)
            .RunAsync(CancellationToken.None);

    /// <summary>Lets the operation that a chat began end, as the runner would: stored, then told.</summary>
    public async Task EndOperationAsync(OperationStatus status, string conclusion)
    {
        await Handlers.HasBegun.Task;
        var change = new FleetChange
        {
            Operation = Handlers.Begun! with { Status = status, EndedAt = Time.GetUtcNow(), Conclusion = conclusion },
        };
        Feed.Publish((await Store.CommitAsync(change, CancellationToken.None)).Operation!);
    }
}

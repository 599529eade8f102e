using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

[FleetCommand("shout", "Shout once.", Role.Operator, Example = "/shout hello", Effect = Effect.Changes, IsOnce = true)]
internal sealed record Shout([property: Argument("text", "What.", TakesRest = true)] string Text) : IAsks
{
    [Argument("to", "To whom.", IsNamed = true)]
    public string? To { get; init; }

    public string? Answer { get; init; }
}

[FleetCommand("mark", "Mark, as often as one likes.", Role.Viewer, Example = "/mark red", Effect = Effect.Changes)]
internal sealed record Mark([property: Argument("colour", "Which colour.")] string Colour) : ICommand;

[FleetCommand("tour", "Ask two things.", Role.Operator, Example = "/tour alice", Effect = Effect.Changes)]
internal sealed record Tour([property: Argument("claw", "Which claw.")] ClawName Claw) : IAsksInTurn
{
    public string? Answer { get; init; }

    public string? About { get; init; }
}

/// <summary>
/// Commands that count how often they acted, on a real dispatcher and store; <see cref="Restart"/> is a new process.
/// </summary>
internal sealed class OnceCommands :
    ICommandHandler<Shout>, ICommandHandler<Mark>, ICommandHandler<Tour>, IDisposable
{
    private static readonly CommandCatalogue Catalogue = new([typeof(Shout), typeof(Mark), typeof(Tour)]);

    private readonly TempFolder _folder = new();
    private TestStore _store;

    public OnceCommands()
    {
        _store = new TestStore(_folder.Path, Time);
        Dispatcher = NewDispatcher();
    }

    public ManualTime Time { get; } = new(Some.Moment);

    public IFleetStore Store => _store.Fleet;

    public CommandDispatcher Dispatcher { get; private set; }

    public List<string> Done { get; } = [];

    /// <summary>What a shout does instead of being heard: the process is stopped, the world fails.</summary>
    public Func<Shout, Reply>? OnShout { get; set; }

    public string StoreFile => _store.Folder.Store;

    public void Restart()
    {
        _store.Dispose();
        _store = new TestStore(_folder.Path, Time);
        Dispatcher = NewDispatcher();
    }

    public Task<IReadOnlyList<FleetEvent>> AuditAsync() => Store.ListEventsAsync(null, 99, CancellationToken.None);

    public Task<Reply> HandleAsync(Shout command, Member by, CancellationToken cancellationToken)
    {
        if (OnShout is not null)
            return Task.FromResult(OnShout(command));

        Done.Add($"{command.Text} to {command.To ?? "all"}");
        return Task.FromResult(Reply.Ok("Heard."));
    }

    public Task<Reply> HandleAsync(Mark command, Member by, CancellationToken cancellationToken)
    {
        Done.Add(command.Colour);
        return Task.FromResult(Reply.Ok("Marked."));
    }

    public Task<Reply> HandleAsync(Tour command, Member by, CancellationToken cancellationToken)
    {
        if (command.About is not null)
            Done.Add($"{command.About}: {command.Answer}");
        return Task.FromResult(command.About switch
        {
            null => Reply.Ask(new Question("Model?", QuestionKind.Typed) { About = "model" }),
            "model" => Reply.Ask(new Question("Key?", QuestionKind.Secret)
            {
                About = "key",
                GoodFor = TimeSpan.FromMinutes(5),
            }),
            _ => Reply.Ok("Toured."),
        });
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private CommandDispatcher NewDispatcher() => new(
        Catalogue,
        new CommandParser(Catalogue),
        new ServiceCollection()
            .AddSingleton<ICommandHandler<Shout>>(this)
            .AddSingleton<ICommandHandler<Mark>>(this)
            .AddSingleton<ICommandHandler<Tour>>(this)
            .BuildServiceProvider(),
        _store.Fleet,
        _store.Proposals,
        Time,
        NullLogger<CommandDispatcher>.Instance);
}

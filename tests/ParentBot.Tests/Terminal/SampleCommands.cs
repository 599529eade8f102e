using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Terminal;

[FleetCommand("say", "Say something.", Role.Viewer, Example = "/say hello")]
internal sealed record Say([property: Argument("text", "What.", TakesRest = true)] string Text) : ICommand;

[FleetCommand("fail", "Fail.", Role.Viewer, Example = "/fail")]
internal sealed record Fail : ICommand;

[FleetCommand("begin", "Begin an operation.", Role.Operator, Example = "/begin alice", Effect = Effect.Changes)]
internal sealed record Begin([property: Argument("claw", "On which claw.")] ClawName Claw) : ICommand;

[FleetCommand("drop", "Destroy a claw.", Role.Admin, Example = "/drop alice", Effect = Effect.Destroys)]
internal sealed record Drop([property: Argument("claw", "Which claw.")] ClawName Claw) : IAsks
{
    public string? Answer { get; init; }
}

[FleetCommand("hide", "Keep a secret.", Role.Admin, Example = "/hide", Effect = Effect.Changes)]
internal sealed record Hide : IAsks
{
    public string? Answer { get; init; }
}

[FleetCommand("count", "Count, again and again.", Role.Viewer, Example = "/count")]
internal sealed record Count : ICommand;

/// <summary>Handles all samples; what it did can be read.</summary>
internal sealed class SampleHandlers(IFleetStore store) :
    ICommandHandler<Say>, ICommandHandler<Fail>, ICommandHandler<Begin>, ICommandHandler<Drop>, ICommandHandler<Hide>,
    ICommandHandler<Count>
{
    public List<string> Said { get; } = [];

    public List<string> Hidden { get; } = [];

    public int Counted { get; private set; }

    public OperationRecord? Begun { get; private set; }

    public TaskCompletionSource HasBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Reply> HandleAsync(Say command, Member by, CancellationToken cancellationToken)
    {
        Said.Add(command.Text);
        return Task.FromResult(Reply.Ok($"{command.Text.Length} characters."));
    }

    public Task<Reply> HandleAsync(Fail command, Member by, CancellationToken cancellationToken) =>
        throw new FleetException(FailureReason.Unreachable, "Nobody answers.");

    public async Task<Reply> HandleAsync(Begin command, Member by, CancellationToken cancellationToken)
    {
        var change = await store.CommitAsync(
            new FleetChange
            {
                Claw = Some.NewClaw() with { Name = command.Claw },
                Operation = Some.Operation(command.Claw) with { OrderKey = by.OrderKey },
            },
            cancellationToken);
        Begun = change.Operation;
        HasBegun.SetResult();
        return Reply.Started(Begun!);
    }

    public Task<Reply> HandleAsync(Drop command, Member by, CancellationToken cancellationToken) => Task.FromResult(
        command.Answer is null
            ? Reply.Ask(
                new Question($"Type {command.Claw} to destroy it:", QuestionKind.Typed),
                new TextBlock("The disk stays."))
            : command.Answer == command.Claw.Value ? Reply.Ok("Destroyed.") : Reply.Refused("Nothing was destroyed."));

    public Task<Reply> HandleAsync(Hide command, Member by, CancellationToken cancellationToken)
    {
        if (command.Answer is null)
            return Task.FromResult(Reply.Ask(new Question("Value:", QuestionKind.Secret)));

        Hidden.Add(command.Answer);
        return Task.FromResult(Reply.Ok("Kept."));
    }

    public Task<Reply> HandleAsync(Count command, Member by, CancellationToken cancellationToken) =>
        Task.FromResult(Reply.Ok($"Count {++Counted}.") with { RefreshEvery = TimeSpan.FromSeconds(2) });
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/pairings</c>: who waits to be let in, at one claw or at all that run.</summary>
[FleetCommand("pairings", "Show who waits to be let in.", Role.Operator, Example = "/pairings alice", Order = 32)]
public sealed record Pairings([property: Argument("claw", "Which claw; all running ones if none is named.")] ClawName? Claw)
    : ICommand;

/// <summary>Carries out <see cref="Pairings"/>.</summary>
public sealed class PairingsHandler(IFleetStore store, IGateway gateway, TimeProvider time) : ICommandHandler<Pairings>
{
    // Each asks one machine for 5 CPU seconds of its own; what is bounded here is our side.
    private const int AtOnce = 32;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Pairings command, Member by, CancellationToken cancellationToken)
    {
        if (command.Claw is null)
            return await AskAllAsync(cancellationToken);

        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        return Show([(claw, await gateway.ListPairingsAsync(claw, cancellationToken))]);
    }

    private async Task<Reply> AskAllAsync(CancellationToken cancellationToken)
    {
        var running = (await store.ListClawsAsync(cancellationToken))
            .Where(claw => claw is { State: ClawState.Running, Address: not null }).ToList();
        var answers = new IReadOnlyList<PairingRequest>[running.Count];
        var silent = new FleetException?[running.Count];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, running.Count, atOnce, async (i, stop) =>
        {
            try
            {
                answers[i] = await gateway.ListPairingsAsync(running[i], stop);
            }
            catch (FleetException failure)
            {
                silent[i] = failure; // told below: one claw in trouble must not hide who waits at the others
            }
        });

        var reply = Show([.. running.Zip(answers).Where(answer => answer.Second is not null)]);
        var untold = silent.OfType<FleetException>().Select(failure => new TextBlock(failure.Message)).ToList();
        return untold.Count == 0 ? reply : reply with
        {
            Blocks = [.. reply.Blocks, .. untold],
            Status = untold.Count == running.Count ? ReplyStatus.Failed : reply.Status,
        };
    }

    private Reply Show(IReadOnlyList<(Claw Claw, IReadOnlyList<PairingRequest> Waiting)> answers)
    {
        var now = time.GetUtcNow();
        var all = answers.SelectMany(answer => answer.Waiting.Select(request => (answer.Claw, Request: request))).ToList();
        if (all.Count == 0)
            return Reply.Ok("Nobody waits to be let in.");

        return Reply.Ok(new TableBlock(
            ["Claw", "Who", "Code", "Since", "Left"],
            [.. all.Select(waits => Row(waits.Claw, waits.Request, now))])) with
        {
            Buttons =
            [
                .. all.SelectMany(waits => new[]
                {
                    new ReplyButton($"Let {PairingChoice.Name(waits.Request)} in", $"/approve {waits.Claw.Name} {waits.Request.Code}"),
                    new ReplyButton($"Turn {PairingChoice.Name(waits.Request)} away", $"/deny {waits.Claw.Name} {waits.Request.Code}"),
                }),
            ],
        };
    }

    private static ImmutableList<string> Row(Claw claw, PairingRequest request, DateTimeOffset now)
    {
        var left = request.CreatedAt + PairingChoice.Lifetime - now;
        return
        [
            claw.Name.Value, PairingChoice.Name(request), request.Code, Ago.Say(request.CreatedAt, now),
            left > TimeSpan.Zero ? Ago.Span(left) : "none",
        ];
    }
}

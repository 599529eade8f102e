using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// <c>/pairings</c>: who waits to be let in, at one claw or at all that run. With <c>later=</c> it takes somebody's
/// card
/// out of all chats for a while, which is no mere look.
/// </summary>
[FleetCommand(
    "pairings", "Show who waits to be let in.", Role.Operator, Effect = Effect.Changes, HasDryRun = true,
    Example = "/pairings alice", Order = 32)]
public sealed record Pairings(
    [property: Argument("claw", "Which claw; all running ones if none is named.")] ClawName? Claw,
    [property: Argument("later", "A code: be asked again in a quarter of an hour.", IsNamed = true)]
    string? Later = null) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Later is null ? Effect.Reads : Effect.Changes;
}

/// <summary>Carries out <see cref="Pairings"/>.</summary>
public sealed class PairingsHandler(
    IFleetStore store, IGateway gateway, PairingNotes notes, PairingNews news, TimeProvider time)
    : LookingHandler<Pairings>
{
    private static readonly TimeSpan LaterBy = TimeSpan.FromMinutes(15);

    // Each asks one machine for 5 CPU seconds of its own; what is bounded here is our side.
    private const int AtOnce = 32;

    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Pairings command, Member by, CancellationToken cancellationToken)
    {
        if (command.Claw is null)
            return await AskAllAsync(cancellationToken);

        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (command.Later is { } code)
            return await PutOffAsync(PairingKey.Of(claw.Name, code), cancellationToken);

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        return Show([(claw, await gateway.ListPairingsAsync(claw, cancellationToken))]);
    }

    private async Task<Intent> PutOffAsync(PairingKey key, CancellationToken cancellationToken)
    {
        if (await notes.FindAsync(key, cancellationToken) is not { } note || time.GetUtcNow() >= note.Until)
            return Reply.Refused($"Nobody waits at {key.Claw} with that code. /pairings {key.Claw} shows who does.");

        return Intent.To(
            async () =>
            {
                await notes.KeepAsync(
                    key, note with { HiddenUntil = time.GetUtcNow() + LaterBy }, cancellationToken);
                news.Publish(new PairingLook(key.Claw, Waiting: null));
                return Reply.Ok($"{note.Who} is asked about again in {Ago.Span(LaterBy)}.");
            },
            new FactsBlock(
                ("Hides", $"the card about {note.Who}, from everybody, for {Ago.Span(LaterBy)}"),
                ("Stays", "the request: it is neither let in nor turned away")));
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
        foreach (var (claw, waiting) in answers)
            news.Publish(new PairingLook(claw.Name, [.. waiting]));

        var now = time.GetUtcNow();
        var all = answers
            .SelectMany(answer => answer.Waiting.Select(request => (answer.Claw, Request: request)))
            .ToList();
        if (all.Count == 0)
            return Reply.Ok("Nobody waits to be let in.");

        return Reply.Ok(new TableBlock(
            ["Claw", "Who", "Code", "Since", "Left"],
            [.. all.Select(waits => Row(waits.Claw, waits.Request, now))])) with
        {
            Buttons = [.. all.SelectMany(waits => Buttons(waits.Claw, waits.Request))],
        };
    }

    private static IEnumerable<ReplyButton> Buttons(Claw claw, PairingRequest request)
    {
        var who = request.Who;
        yield return new ReplyButton($"Let {who} in", $"/approve {claw.Name} {request.Code}");
        yield return new ReplyButton($"Turn {who} away", $"/deny {claw.Name} {request.Code}");
    }

    private static ImmutableList<string> Row(Claw claw, PairingRequest request, DateTimeOffset now)
    {
        var left = request.CreatedAt + PairingNote.Lifetime - now;
        return
        [
            claw.Name.Value, request.Who, request.Code, Ago.Say(request.CreatedAt, now),
            left > TimeSpan.Zero ? Ago.Span(left) : "none",
        ];
    }
}

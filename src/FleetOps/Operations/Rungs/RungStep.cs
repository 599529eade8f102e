using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// A rung as a step: looks whether the claw is well by now, whether the rung fits, is within its budget and agreed to;
/// climbs; waits; and records how it ended. That it did not heal is no failure: the next rung is climbed.
/// </summary>
internal sealed class RungStep(
    IRung rung, Diagnostician diagnostician, IClawProbe probe, IFleetStore store, IOptions<OperationsOptions> options,
    TimeProvider time) : IStep
{
    private const int Tries = 3;

    private static readonly TimeSpan BudgetWindow = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public string Name => rung.GetType().Name;

    /// <inheritdoc/>
    public string Says => rung.Says;

    /// <summary>The act, the waits before and after it, and the looks.</summary>
    public TimeSpan Deadline => rung.Deadline + 2 * options.Value.ReadyPatience + TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var diagnosis = await LookWhenStartedAsync(claw, context, cancellationToken);
        if (await ReasonToSkipAsync(claw, diagnosis, cancellationToken) is { } why)
        {
            context.Skip(why);
            return claw;
        }

        if (rung.Asks is { } question && context.Operation.Option(ResuscitateClaw.Allow) != Name)
            throw new FleetException(
                FailureReason.NeedsDecision,
                $"{diagnosis.Seen.Verdict}. What is left is: {question} "
                + $"/resuscitate {claw.Name} rebuild says yes to it.");

        return await ClimbAsync(claw, context, cancellationToken);
    }

    // A claw on its way up is not touched: a state migration cut off by a restart is worse than what it was to mend.
    private async Task<Diagnosis> LookWhenStartedAsync(
        Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var patience = time.GetUtcNow() + options.Value.ReadyPatience;
        while (true)
        {
            var diagnosis = await diagnostician.LookAsync(claw, cancellationToken);
            if (diagnosis.Seen.Verdict.Kind != VerdictKind.Starting || time.GetUtcNow() >= patience)
                return diagnosis;

            context.Note(diagnosis.Seen.Verdict.ToString());
            await Task.Delay(options.Value.LookPause, time, cancellationToken);
        }
    }

    private async Task<Claw> ClimbAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var after = claw;
        string note;
        var healed = false;
        try
        {
            after = await TryAsync(claw, context, cancellationToken);
            var seen = await WaitUntilWellAsync(after, context, cancellationToken);
            healed = seen.Verdict.Kind == VerdictKind.Healthy;
            note = healed ? "healed" : $"did not heal: {seen.Verdict}";
        }
        catch (FleetException e) when (rung.Asks is null)
        {
            note = $"did not work: {e.Message}";
        }

        context.Note(note);
        context.Keep(new RungAttempt(claw.Name, Name, time.GetUtcNow(), context.Operation.Id, healed, note));
        return after;
    }

    // What passes by itself is no verdict on the rung: the next one is harder on the claw.
    private async Task<Claw> TryAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await rung.ClimbAsync(claw, context.Part(), cancellationToken);
            }
            catch (FleetException e) when (e.Reason.IsTransient() && attempt < Tries)
            {
                context.Note($"try {attempt + 1}: {e.Message}");
            }

            await Task.Delay(options.Value.RetryPause, time, cancellationToken);
        }
    }

    private async Task<Probe> WaitUntilWellAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var patience = time.GetUtcNow() + options.Value.ReadyPatience;
        for (var look = 1; ; look++)
        {
            // One look alone never decides: it may be the network's hiccup.
            var seen = await probe.ProbeAsync(claw, cancellationToken);
            if (seen.Verdict.Kind == VerdictKind.Healthy || (look > 1 && time.GetUtcNow() >= patience))
                return seen;

            context.Note(seen.Verdict.ToString());
            await Task.Delay(options.Value.LookPause, time, cancellationToken);
        }
    }

    private async Task<string?> ReasonToSkipAsync(Claw claw, Diagnosis diagnosis, CancellationToken cancellationToken)
    {
        if (diagnosis.IsWell)
            return "The claw is well.";
        if (rung.Unfit(diagnosis) is { } unfit)
            return unfit;

        var now = time.GetUtcNow();
        var climbs = (await store.ListRungAttemptsAsync(claw.Name, now - BudgetWindow, cancellationToken))
            .Where(attempt => attempt.Rung == Name)
            .ToList();
        if (climbs.Count >= rung.Budget)
            return $"Climbed {climbs.Count} times within a day: it flaps, and a human should look.";
        return climbs.LastOrDefault(attempt => !attempt.Healed) is { } last && now - last.At < rung.CoolDown
            ? $"Climbed without success at {last.At:HH:mm} UTC; cooling down."
            : null;
    }
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/cron</c>: what a claw's agent does by the clock.</summary>
[FleetCommand(
    "cron", "Show or change what a claw does by the clock; `preset` has a morning digest and more.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/cron alice preset morning", Order = 42)]
public sealed record Cron(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("action", "What to do; list if not said.", Choices = "list|add|remove|preset")]
    string? Action = null,
    [property: Argument("name", "Which job; a preset is morning, evening, night, weekly, all or none.")]
    string? Name = null,
    [property: Argument("text", "To add: what the agent is told.", TakesRest = true)] string? Text = null,
    [property: Argument("at", "To add: at what time of the day.", IsNamed = true)] string? At = null,
    [property: Argument("on", "To add: weekdays, weekends or mon,thu; daily without it.", IsNamed = true)]
    string? On = null,
    [property: Argument("tell", "To add: whether the owner gets the answer.", IsNamed = true, Choices = "owner|nobody")]
    string? Tell = null) : IAsks, IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Action is null or "list" ? Effect.Reads : Effect.Changes;

    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <summary>Carries out <see cref="Cron"/>.</summary>
public sealed partial class CronHandler(IFleetStore store, CronDesk desk, MemberZones zones) : LookingHandler<Cron>
{
    private const int LongestText = 4000;

    /// <inheritdoc/>
    private protected override Task<Intent> LookAsync(
        Cron command, Member by, CancellationToken cancellationToken) =>
        store.LookAtServingAsync(
            command.Claw,
            async claw => command.Action?.ToLowerInvariant() switch
            {
                "add" => await AddAsync(claw, command, cancellationToken),
                "remove" => await RemoveAsync(claw, command, cancellationToken),
                "preset" => await new CronPresets(desk, claw).LookAsync(
                    command.Name?.ToLowerInvariant(), cancellationToken),
                _ => await ListAsync(claw, by, cancellationToken),
            },
            cancellationToken);

    private async Task<Reply> ListAsync(Claw claw, Member by, CancellationToken cancellationToken)
    {
        var jobs = await desk.ListAsync(claw, cancellationToken);
        var zone = await zones.FindAsync(by, cancellationToken);
        var buttons = CronPreset.All.Where(preset => !jobs.Any(job => CronDesk.IsNamed(job, preset.Name)))
            .Select(preset => new ReplyButton(preset.Title, $"/cron {claw.Name} preset {preset.Word}"));
        ReplyBlock shown = jobs.Count == 0
            ? new TextBlock($"{claw.Name} does nothing by the clock.")
            : new TableBlock(
                ["Job", "When", "Next", "Last", "Id"],
                [
                    .. jobs.Select(job => ImmutableList.Create(
                        Quoted.Line(job.Name, 60), CronDesk.Say(job),
                        job.NextRun is { } next ? WhenText.Say(next, zone) : "", job.LastStatus ?? "", job.Id)),
                ]);
        return Reply.Ok(shown) with { Buttons = [.. buttons] };
    }

    private async Task<Intent> AddAsync(Claw claw, Cron command, CancellationToken cancellationToken)
    {
        var example = $"/cron {claw.Name} add standup at=09:00 on=weekdays What is due today?";
        if (command is not { Name: { } name, Text: { } text } || string.IsNullOrWhiteSpace(text))
            return Reply.Refused($"Give it a name, a time and what the agent is told: {example}");
        if (!NamePattern().IsMatch(name) || name.StartsWith(CronPreset.Prefix, StringComparison.OrdinalIgnoreCase))
            return Reply.Refused(
                $"{Quoted.Text(name)} is no name for a job: 1 to 40 letters, digits, - and _, "
                + $"and none that begins with {CronPreset.Prefix}.");
        if (text.Length > LongestText || OpenClawCommands.FindFault(text) is not null)
            return Reply.Refused(
                OpenClawCommands.FindFault(text) ?? $"A job's text has at most {LongestText} characters.");
        if (!CronDays.TryRead(command.At, command.On, out var expression, out var refusal))
            return Reply.Refused(refusal);

        var zone = await desk.FindZoneAsync(claw, cancellationToken);
        var order = new GatewayCronOrder(name, expression, zone, text, TellsOwner: command.Tell != "nobody");
        var times = $"at {command.At} {command.On ?? "daily"} by the clock of {zone}";
        return new Intent(
            async () => (await desk.ListAsync(claw, cancellationToken))
                .FirstOrDefault(job => CronDesk.IsNamed(job, name)) is { } there
                ? Taken(claw, there)
                : Reply.Ok(
                    new FactsBlock(
                        ("Begins", $"{name}, {times}"), ("Tells", order.TellsOwner ? "its owner" : "nobody")),
                    new OutputBlock(text)),
            async () => await desk.AddAsync(claw, [order], cancellationToken) is [var there, ..]
                ? Taken(claw, there)
                : Reply.Ok($"{claw.Name} does {name} now, {times}."));
    }

    private static Reply Taken(Claw claw, GatewayCronJob there) => Reply.Refused(
        $"{claw.Name} has a job named {there.Name} already ({CronDesk.Say(there)}). "
        + $"Take another name, or /cron {claw.Name} remove {there.Name} first.");

    private async Task<Intent> RemoveAsync(Claw claw, Cron command, CancellationToken cancellationToken)
    {
        var jobs = (await desk.ListAsync(claw, cancellationToken)).ToImmutableList();
        var meant = jobs.FindAll(job =>
            command.Name is { } name && (job.Id == name || CronDesk.IsNamed(job, name)));
        if (meant is not [var job])
            return Reply.Refused(meant.IsEmpty
                ? $"{claw.Name} has no job {Quoted.Text(command.Name ?? "")}. /cron {claw.Name} shows those there are."
                : $"{meant.Count} jobs are named so; take an id: {string.Join(", ", meant.Select(one => one.Id))}.");
        var plan = new FactsBlock(
            ("Ends", $"{Quoted.Line(job.Name, 60)}, {CronDesk.Say(job)}"), ("Goes", "what its agent is told"));
        if (!job.Name.StartsWith(CronPreset.Prefix, StringComparison.OrdinalIgnoreCase) && command.Answer is null)
            return Reply.Ask(
                new Question($"Remove {Quoted.Line(job.Name, 60)} from {claw.Name}?", QuestionKind.YesNo), plan);
        if (command.Answer is { } answer && !Answers.IsYes(answer))
            return Reply.Refused($"{Quoted.Line(job.Name, 60)} stays.");

        return Intent.To(
            async () =>
            {
                await desk.RemoveAsync(claw, one => one.Id == job.Id, cancellationToken);
                return Reply.Ok($"{claw.Name} does not do {Quoted.Line(job.Name, 60)} any more.");
            },
            plan);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex NamePattern();
}

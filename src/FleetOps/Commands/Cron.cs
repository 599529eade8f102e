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
    Effect = Effect.Changes, Example = "/cron alice preset morning", Order = 42)]
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
public sealed partial class CronHandler(IFleetStore store, CronDesk desk, MemberZones zones) : ICommandHandler<Cron>
{
    private const int LongestText = 4000;

    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Cron command, Member by, CancellationToken cancellationToken) =>
        store.WithServingAsync(
            command.Claw,
            claw => command.Action?.ToLowerInvariant() switch
            {
                "add" => AddAsync(claw, command, cancellationToken),
                "remove" => RemoveAsync(claw, command, cancellationToken),
                "preset" => PresetAsync(claw, command.Name?.ToLowerInvariant(), cancellationToken),
                _ => ListAsync(claw, by, cancellationToken),
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
                        Quoted.Line(job.Name, 60), Say(job), job.NextRun is { } next ? WhenText.Say(next, zone) : "",
                        job.LastStatus ?? "", job.Id)),
                ]);
        return Reply.Ok(shown) with { Buttons = [.. buttons] };
    }

    private async Task<Reply> PresetAsync(Claw claw, string? word, CancellationToken cancellationToken)
    {
        if (word == "none")
        {
            var gone = await desk.RemoveAsync(
                claw, job => CronPreset.All.Exists(preset => CronDesk.IsNamed(job, preset.Name)), cancellationToken);
            return Reply.Ok(gone.IsEmpty
                ? $"{claw.Name} has none of the presets."
                : $"{claw.Name} does not do this any more: {string.Join(", ", gone.Select(job => job.Name))}.");
        }

        var wanted = CronPreset.All.FindAll(preset => word == "all" || preset.Word == word);
        if (wanted.IsEmpty)
            return Reply.Refused("Which preset: morning, evening, night, weekly, all, or none to end them?") with
            {
                Buttons =
                [
                    .. CronPreset.All.Select(preset =>
                        new ReplyButton(preset.Title, $"/cron {claw.Name} preset {preset.Word}")),
                ],
            };

        var zone = await desk.FindZoneAsync(claw, cancellationToken);
        var there = await desk.AddAsync(claw, wanted.ConvertAll(preset => preset.In(zone)), cancellationToken);
        var added = wanted.FindAll(preset => !there.Exists(job => CronDesk.IsNamed(job, preset.Name)));
        return Reply.Ok(
        [
            .. added.IsEmpty ? [] : new[]
            {
                new TextBlock(
                    $"{claw.Name} does this now, by the clock of {zone}: "
                    + $"{string.Join("; ", added.Select(preset => preset.Title))}."),
            },
            .. there.Select(job => new TextBlock(
                $"{claw.Name} has {job.Name} already ({Say(job)}); it was left as it is."
                + (job.Schedule.Contains(zone, StringComparison.Ordinal)
                    ? "" : $" /cron {claw.Name} remove {job.Name}, and then this again, moves it to {zone}."))),
        ]) with
        {
            Buttons = [new ReplyButton("Show all", $"/cron {claw.Name}")],
        };
    }

    private async Task<Reply> AddAsync(Claw claw, Cron command, CancellationToken cancellationToken)
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
        return await desk.AddAsync(claw, [order], cancellationToken) is [var there, ..]
            ? Reply.Refused(
                $"{claw.Name} has a job named {there.Name} already ({Say(there)}). "
                + $"Take another name, or /cron {claw.Name} remove {there.Name} first.")
            : Reply.Ok($"{claw.Name} does {name} now, at {command.At} {command.On ?? "daily"} by the clock of {zone}.");
    }

    private async Task<Reply> RemoveAsync(Claw claw, Cron command, CancellationToken cancellationToken)
    {
        var jobs = (await desk.ListAsync(claw, cancellationToken)).ToImmutableList();
        var meant = jobs.FindAll(job =>
            command.Name is { } name && (job.Id == name || CronDesk.IsNamed(job, name)));
        if (meant is not [var job])
            return Reply.Refused(meant.IsEmpty
                ? $"{claw.Name} has no job {Quoted.Text(command.Name ?? "")}. /cron {claw.Name} shows those there are."
                : $"{meant.Count} jobs are named so; take an id: {string.Join(", ", meant.Select(one => one.Id))}.");
        if (!job.Name.StartsWith(CronPreset.Prefix, StringComparison.OrdinalIgnoreCase) && command.Answer is null)
            return Reply.Ask(
                new Question($"Remove {Quoted.Line(job.Name, 60)} from {claw.Name}?", QuestionKind.YesNo),
                new TextBlock($"It runs {Say(job)}. What its agent is told goes with it."));
        if (command.Answer is { } answer && !Answers.IsYes(answer))
            return Reply.Refused($"{Quoted.Line(job.Name, 60)} stays.");

        await desk.RemoveAsync(claw, one => one.Id == job.Id, cancellationToken);
        return Reply.Ok($"{claw.Name} does not do {Quoted.Line(job.Name, 60)} any more.");
    }

    private static string Say(GatewayCronJob job) => job.Enabled ? job.Schedule : $"{job.Schedule}, switched off";

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex NamePattern();
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Gives one claw presets, or ends all of them.</summary>
internal sealed class CronPresets(CronDesk desk, Claw claw)
{
    private const string None = "none";

    /// <summary>What a word comes to: a preset's, <c>all</c>, or <c>none</c> to end them.</summary>
    public async Task<Intent> LookAsync(string? word, CancellationToken cancellationToken)
    {
        if (word == None)
            return new Intent(() => ForetellEndAsync(cancellationToken), () => EndAsync(cancellationToken));

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
        return new Intent(
            async () =>
            {
                var jobs = await desk.ListAsync(claw, cancellationToken);
                var there = jobs.Where(job => wanted.Exists(preset => CronDesk.IsNamed(job, preset.Name)));
                return Say("would do", wanted, [.. there], zone);
            },
            async () => Say(
                "does", wanted,
                await desk.AddAsync(claw, wanted.ConvertAll(preset => preset.In(zone)), cancellationToken), zone));
    }

    private async Task<Reply> ForetellEndAsync(CancellationToken cancellationToken) =>
        SayEnd("would not do", (await desk.ListAsync(claw, cancellationToken)).Where(IsPreset));

    private async Task<Reply> EndAsync(CancellationToken cancellationToken) =>
        SayEnd("does not do", await desk.RemoveAsync(claw, IsPreset, cancellationToken));

    private static bool IsPreset(GatewayCronJob job) =>
        CronPreset.All.Exists(preset => CronDesk.IsNamed(job, preset.Name));

    private Reply SayEnd(string does, IEnumerable<GatewayCronJob> gone) =>
        Reply.Ok(string.Join(", ", gone.Select(job => job.Name)) is { Length: > 0 } names
            ? $"{claw.Name} {does} this any more: {names}."
            : $"{claw.Name} has none of the presets.");

    private Reply Say(
        string does, ImmutableList<CronPreset> wanted, ImmutableList<GatewayCronJob> there, string zone)
    {
        var added = wanted.FindAll(preset => !there.Exists(job => CronDesk.IsNamed(job, preset.Name)));
        return Reply.Ok(
        [
            .. added.IsEmpty ? [] : new[]
            {
                new TextBlock(
                    $"{claw.Name} {does} this now, by the clock of {zone}: "
                    + $"{string.Join("; ", added.Select(preset => preset.Title))}."),
            },
            .. there.Select(job => new TextBlock(
                $"{claw.Name} has {job.Name} already ({CronDesk.Say(job)}); it was left as it is."
                + (job.Schedule.Contains(zone, StringComparison.Ordinal)
                    ? "" : $" /cron {claw.Name} remove {job.Name}, and then this again, moves it to {zone}."))),
        ]) with
        {
            Buttons = [new ReplyButton("Show all", $"/cron {claw.Name}")],
        };
    }
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Digests;

/// <summary>
/// Makes a digest of a picture. Pure. What is well takes one line however many claws there are; of what is not, the
/// worst are named and the rest counted.
/// </summary>
public static class DigestComposer
{
    /// <summary>How many rows a list has at most.</summary>
    internal const int MostRows = 10;

    /// <summary>The digest.</summary>
    /// <param name="picture">Of what.</param>
    /// <param name="title">Its heading, as <c>Daily digest</c>.</param>
    /// <param name="zone">In whose day its times are said.</param>
    /// <param name="lateFor">The moment at which it should have come, where it comes late; else null.</param>
    public static Reply Compose(
        FleetPicture picture, string title, TimeZoneInfo zone, DateTimeOffset? lateFor = null)
    {
        var blocks = ImmutableList.Create<ReplyBlock>(new HeadingBlock($"{title}, {WhenText.Say(picture.Now, zone)}"));
        if (lateFor is { } due)
        {
            blocks = blocks.Add(new TextBlock(
                $"This comes late: it was due {WhenText.Say(due, zone)}, when the parent did not run."));
        }

        ImmutableList<ReplyBlock> news = [.. DigestHappenings.Of(picture), .. DigestOutlook.Of(picture)];
        return new Reply
        {
            Blocks = [.. blocks, .. Standing(picture), .. news, .. news.IsEmpty ? Quiet(picture, zone) : []],
            Buttons = [new("Fleet", "/fleet")],
        };
    }

    /// <summary>Some names, and how many more.</summary>
    internal static string Names(IEnumerable<ClawName> claws)
    {
        const int shown = 5;
        var all = claws.Distinct().Order().ToList();
        var names = string.Join(", ", all.Take(shown));
        return all.Count > shown ? $"{names} and {all.Count - shown} more" : names;
    }

    /// <summary>A table of the first rows; what is left out is counted.</summary>
    internal static IEnumerable<ReplyBlock> Table(
        ImmutableList<string> columns, IReadOnlyCollection<ImmutableList<string>> rows)
    {
        if (rows.Count == 0)
            yield break;

        yield return new TableBlock(columns, [.. rows.Take(MostRows)]);
        if (rows.Count > MostRows)
            yield return new TextBlock($"… and {rows.Count - MostRows} more.");
    }

    private static IEnumerable<ReplyBlock> Standing(FleetPicture picture)
    {
        var there = picture.Claws.Where(claw => claw.State is not (ClawState.New or ClawState.Destroyed)).ToList();
        if (there.Count == 0)
            return [new TextBlock("There is no claw yet. /deploy alice makes the first one.")];

        var well = there.Count(claw => IsWell(claw, picture));
        var bad = there.Where(claw => Trouble(claw, picture) is not null)
            .OrderByDescending(claw => picture.Probes.GetValueOrDefault(claw.Name)?.Verdict.Kind)
            .ThenBy(claw => claw.Name)
            .Select(claw => ImmutableList.Create(claw.Name.Value, Trouble(claw, picture)!))
            .ToList();
        var parked = there.Count(claw => claw.State == ClawState.Parked);
        var busy = there.Count(claw => ClawLifecycle.IsBusy(claw.State));
        return [new TextBlock(Sum(there.Count, well, bad.Count, parked, busy)), .. Table(["Claw", "Trouble"], bad)];
    }

    private static string Sum(int all, int well, int bad, int parked, int busy)
    {
        if (well == all)
            return all == 1 ? "The one claw is well." : $"All {all} claws are well.";

        var rest = all - well - bad - parked - busy;
        var parts = new[] { (bad, "in trouble"), (parked, "parked"), (busy, "busy"), (rest, "not known or starting") };
        return $"{all} {(all == 1 ? "claw" : "claws")}: {well} well"
            + string.Concat(parts.Where(part => part.Item1 > 0).Select(part => $", {part.Item1} {part.Item2}")) + ".";
    }

    private static bool IsWell(Claw claw, FleetPicture picture) => claw.State == ClawState.Running
        && picture.Probes.GetValueOrDefault(claw.Name)?.Verdict.Kind == VerdictKind.Healthy;

    private static string? Trouble(Claw claw, FleetPicture picture) => claw switch
    {
        { State: ClawState.Failed, Failure: { } failure } => $"Failed at {failure.Step}: {failure.Message}",
        { State: ClawState.Failed } => "Failed",
        { State: ClawState.Running }
            when picture.Probes.GetValueOrDefault(claw.Name) is { Verdict: { IsBad: true } verdict } =>
            verdict.ToString(),
        _ => null,
    };

    private static IEnumerable<ReplyBlock> Quiet(FleetPicture picture, TimeZoneInfo zone) =>
        picture.Claws.Count == 0 ? [] : [new TextBlock($"Nothing happened since {WhenText.Say(picture.Since, zone)}.")];
}

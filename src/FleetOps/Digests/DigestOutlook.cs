using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Digests;

/// <summary>The part of a digest about what wants to be done: old versions, full disks, missing copies. Pure.</summary>
internal static class DigestOutlook
{
    private static readonly TimeSpan OldPoint = TimeSpan.FromDays(30);

    /// <summary>Its blocks; none where nothing wants to be done.</summary>
    public static IEnumerable<ReplyBlock> Of(FleetPicture picture)
    {
        var serving = picture.Claws.Where(claw => claw.Spec is not null).ToList();
        ImmutableList<(string, string)> facts =
        [
            .. Behind("app layer", serving, claw => claw.Spec!.AppLayer, picture.AppLayer),
            .. Behind("OpenClaw", serving, claw => claw.Spec!.OpenClaw, Newest(serving, claw => claw.Spec!.OpenClaw)),
            .. serving.GroupBy(claw => claw.Spec!.Image.Source) // of different sources none is newer
                .SelectMany(same => Behind(
                    "image", [.. same], claw => claw.Spec!.Image, Newest([.. same], claw => claw.Spec!.Image))),
            .. Disks(picture),
            .. Pairings(picture),
            .. Points(serving, picture),
            .. Retired(picture),
        ];
        return facts.IsEmpty ? [] : [new HeadingBlock("To be done"), new FactsBlock(facts)];
    }

    private static T? Newest<T>(List<Claw> claws, Func<Claw, T?> version)
        where T : class, IComparable<T> => claws.Select(version).OfType<T>().Max();

    private static IEnumerable<(string, string)> Behind<T>(
        string what, List<Claw> claws, Func<Claw, T?> version, T? newest)
        where T : class, IComparable<T>
    {
        var behind = claws.Where(claw => version(claw)?.CompareTo(newest) < 0).Select(claw => claw.Name).ToList();
        if (newest is not null && behind.Count > 0)
            yield return ($"{what} before {newest}", DigestComposer.Names(behind));
    }

    private static IEnumerable<(string, string)> Disks(FleetPicture picture) =>
        picture.FullIn.OrderBy(disk => disk.Value).ThenBy(disk => disk.Key).Take(DigestComposer.MostRows).Select(disk =>
        {
            var percent = picture.Probes.GetValueOrDefault(disk.Key)?.Report?.DiskPercent;
            var days = Math.Max(1, (int)Math.Round(disk.Value.TotalDays));
            return ($"disk of {disk.Key}", $"{(percent is null ? "" : $"{percent} %, ")}full in about {days} "
                + (days == 1 ? "day" : "days"));
        });

    private static IEnumerable<(string, string)> Pairings(FleetPicture picture)
    {
        if (picture.Pairings.Count == 0)
            yield break;

        var count = picture.Pairings.Values.Sum();
        yield return ("pairing requests", $"{count} at {DigestComposer.Names(picture.Pairings.Keys)}");
    }

    private static IEnumerable<(string, string)> Points(List<Claw> claws, FleetPicture picture)
    {
        var without = claws.Where(claw => !picture.RestorePoints.ContainsKey(claw.Name)).ToList();
        if (without.Count > 0)
            yield return ("no restore point", DigestComposer.Names(without.Select(claw => claw.Name)));

        var old = claws.Where(claw => picture.RestorePoints.TryGetValue(claw.Name, out var at)
            && picture.Now - at > OldPoint).ToList();
        if (old.Count > 0)
        {
            yield return (
                $"restore point older than {OldPoint.TotalDays:0} days",
                DigestComposer.Names(old.Select(claw => claw.Name)));
        }
    }

    private static IEnumerable<(string, string)> Retired(FleetPicture picture)
    {
        var (disks, price) = picture.Retired;
        if (disks.IsEmpty)
            yield break;

        var cost = price is null ? "" : $", about ${price.Value * disks.Count:0.00} a month";
        yield return ("retired disks", $"{disks.Count}{cost}; /purge deletes those of a claw");
    }
}

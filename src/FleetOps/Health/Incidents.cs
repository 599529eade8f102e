using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// When an incident begins and ends. Pure. Two bad probes in a row open one, two good ones close it; a probe that is
/// neither (Unknown, Starting, Parked) is passed over, so that a gateway that crashes and starts in turn is noticed.
/// One that comes and goes is one incident, so that people are not told of each turn.
/// </summary>
public static class Incidents
{
    /// <summary>
    /// How many of a claw's newest probes are enough to decide: a claw that starts may fill some with neither.
    /// </summary>
    public const int ProbesNeeded = 20;

    /// <summary>What the newest probe changes; null where nothing.</summary>
    /// <param name="newest">The claw's newest incident, open or closed, or null.</param>
    /// <param name="newestFirst">The claw's newest probes, newest first, the one just made at the head.</param>
    /// <param name="flapWindow">How long after its end an incident is opened again; none for never.</param>
    public static IncidentChange? After(
        Incident? newest, IReadOnlyList<Probe> newestFirst, TimeSpan flapWindow = default)
    {
        if (newestFirst.Count == 0 || !Counts(newestFirst[0]))
            return null;

        var probe = newestFirst[0];
        var before = newestFirst.Skip(1).FirstOrDefault(Counts);
        var isSecond = before is not null && before.Verdict.IsBad == probe.Verdict.IsBad;
        if (newest is not { ClosedAt: null } open)
        {
            return !isSecond || !probe.Verdict.IsBad ? null
                : newest is not null && IsBack(newest, probe, flapWindow) ? Reopen(newest, probe)
                : Open(probe, before!);
        }

        if (isSecond && !probe.Verdict.IsBad)
            return Close(open with { Last = probe.Verdict }, probe.At, "is well again");

        var seen = open with { Last = probe.Verdict, Worst = Worse(open.Worst, probe.Verdict) };
        return Same(open, seen) ? null : new IncidentChange(seen, Event: null);
    }

    /// <summary>The end of an incident whose claw has no machine any more.</summary>
    public static IncidentChange Abandon(Incident open, DateTimeOffset at) =>
        Close(open, at, "has no machine any more");

    private static IncidentChange Open(Probe probe, Probe before)
    {
        var incident = new Incident(
            Id: 0, probe.Claw, probe.At, ClosedAt: null, Worse(before.Verdict, probe.Verdict), probe.Verdict);
        var news = $"{probe.Claw} is in trouble: {probe.Verdict}.";
        return new IncidentChange(incident, Tell(incident, probe.At, news, "failed"));
    }

    // What was closed with its claw's end is another claw's trouble when it comes again under that name.
    private static bool IsBack(Incident closed, Probe probe, TimeSpan flapWindow) =>
        closed.Last.Kind == VerdictKind.Healthy && probe.At - closed.ClosedAt < flapWindow;

    private static IncidentChange Reopen(Incident closed, Probe probe)
    {
        var incident = closed with
        {
            ClosedAt = null,
            Worst = Worse(closed.Worst, probe.Verdict),
            Last = probe.Verdict,
            Reopened = closed.Reopened + 1,
            ReopenedAt = probe.At,
        };
        var times = $"time {incident.Reopened + 1} in {Minutes(closed.OpenedAt, probe.At)} min";
        var news = $"{probe.Claw} is in trouble again, {times}: {probe.Verdict}.";
        return new IncidentChange(incident, Tell(incident, probe.At, news, "failed"));
    }

    private static long Minutes(DateTimeOffset from, DateTimeOffset to) =>
        Math.Max(1, (long)Math.Round((to - from).TotalMinutes));

    private static IncidentChange Close(Incident open, DateTimeOffset at, string how)
    {
        var news = $"{open.Claw} {how} after {Minutes(open.OpenedAt, at)} min of {open.Worst}.";
        return new IncidentChange(open with { ClosedAt = at }, Tell(open, at, news, "ok"));
    }

    private static FleetEvent Tell(Incident incident, DateTimeOffset at, string text, string outcome) =>
        new(at, "watch", "incident", incident.Claw, text, outcome);

    /// <summary>Whether a probe decides about incidents, rather than being passed over.</summary>
    internal static bool Counts(Probe probe) => probe.Verdict.IsBad || probe.Verdict.Kind == VerdictKind.Healthy;

    private static Verdict Worse(Verdict left, Verdict right) => right.Kind > left.Kind ? right : left;

    private static bool Same(Incident left, Incident right) =>
        left.Last.ToString() == right.Last.ToString() && left.Worst.ToString() == right.Worst.ToString();
}

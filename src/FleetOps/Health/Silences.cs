using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>What is kept quiet at one moment, and for whom. Pure.</summary>
public sealed class Silences(
    IEnumerable<Silence> all, IReadOnlyDictionary<ClawName, Claw> claws, DateTimeOffset now)
{
    private readonly List<Silence> _on = [.. all.Where(silence => silence.IsOn(now))];

    /// <summary>The maintenance that a claw is in; the one that lasts longest, or null.</summary>
    public Silence? Maintenance(ClawName claw) => Longest(SilenceKind.Maintenance, silence => Covers(silence, claw));

    /// <summary>The snooze of an incident, or null.</summary>
    public Silence? Snooze(long incident) => Longest(SilenceKind.Snooze, silence => silence.Incident == incident);

    /// <summary>Whether a member wants to hear nothing of a claw.</summary>
    /// <param name="member">His id.</param>
    /// <param name="claw">Which claw.</param>
    public bool IsMuted(string member, ClawName claw) =>
        Longest(SilenceKind.Mute, silence => silence.Member == member && Covers(silence, claw)) is not null;

    private bool Covers(Silence silence, ClawName claw) => silence.Covers(claw, claws.GetValueOrDefault(claw));

    private Silence? Longest(SilenceKind kind, Func<Silence, bool> isMeant) =>
        _on.Where(silence => silence.Kind == kind && isMeant(silence)).MaxBy(silence => silence.Until);
}

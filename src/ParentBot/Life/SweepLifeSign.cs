using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.ParentBot.Life;

/// <summary>Whether the watch goes on: a parent whose sweeps hang looks well and watches nobody.</summary>
internal sealed class SweepLifeSign(SweepPulse pulse, IOptions<WatchOptions> watch) : ILifeSign
{
    private const int Intervals = 5;

    // A sweep of claws that are all silent lasts as long as their deadlines, however short the interval.
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => "the sweep";

    private TimeSpan Patience => watch.Value.Interval * Intervals > Least ? watch.Value.Interval * Intervals : Least;

    /// <inheritdoc/>
    public bool IsAlive(DateTimeOffset now) => now - pulse.Last <= Patience;
}

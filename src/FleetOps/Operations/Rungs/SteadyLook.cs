using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// A look that one hiccup of the network does not decide: repeated, up to three times, until it shows what is hoped
/// for.
/// </summary>
internal sealed class SteadyLook(IClawProbe probe, IOptions<OperationsOptions> options, TimeProvider time)
{
    private const int Looks = 3;

    /// <summary>Longest it takes: each look 15 s, and the pauses between.</summary>
    public TimeSpan Longest => Looks * (TimeSpan.FromSeconds(15) + options.Value.LookPause);

    /// <summary>The first look that is <paramref name="enough"/>, or the last.</summary>
    public async Task<Probe> LookAsync(Claw claw, Func<Probe, bool> enough, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            var seen = await probe.ProbeAsync(claw, cancellationToken);
            if (look == Looks || enough(seen))
                return seen;

            await Task.Delay(options.Value.LookPause, time, cancellationToken);
        }
    }
}

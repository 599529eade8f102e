using System.Net;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.Benchmarks;

/// <summary>A store with 1,000 claws that run, each of them looked at.</summary>
internal static class ThousandClaws
{
    /// <summary>How many.</summary>
    public const int Count = 1_000;

    private const int ProbesEach = 20;

    /// <summary>The name of one of them, from 0.</summary>
    public static ClawName Name(int number) => ClawName.Parse($"claw-{number:0000}");

    /// <summary>Makes the store in a data folder.</summary>
    public static async Task MakeAsync(string dataFolder, CancellationToken cancellationToken)
    {
        using var store = new TestStore(dataFolder, TimeProvider.System);
        for (var number = 0; number < Count; number++)
        {
            await store.Fleet.CommitAsync(
                new FleetChange
                {
                    Claw = Some.RunningClaw() with
                    {
                        Name = Name(number),
                        Address = new IPAddress([127, 9, (byte)(number / 250), (byte)(number % 250)]),
                    },
                    Probes = [.. Looks(Name(number))],
                    Events = [Some.Event(Name(number))],
                },
                cancellationToken);
        }
    }

    private static IEnumerable<Probe> Looks(ClawName claw)
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var minutes = ProbesEach; minutes > 0; minutes--)
        {
            var probe = minutes % 4 == 0 ? Some.BadProbe(claw) : Some.Probe(claw);
            yield return probe with { At = now.AddMinutes(-minutes) };
        }
    }
}

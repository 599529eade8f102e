using ParentClaw.FleetOps.Storage;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>An audit trail of which <c>/audit 300</c> does not fit into messages.</summary>
internal static class LongTrail
{
    private const int Lines = 300;

    /// <summary>Writes it, once.</summary>
    public static Task WriteAsync(FaultyHome home) => home.Home.Parent.Get<IFleetStore>().CommitAsync(
        new FleetChange
        {
            Events = [.. Enumerable.Range(0, Lines).Select(i => Line(home, i))],
        },
        CancellationToken.None);

    private static FleetEvent Line(FaultyHome home, int number) => new(
        home.Time.GetUtcNow(), "watch", "trail", Claw: null, $"{number:000} {new string('x', 60)} 🦞", "ok")
    {
        Key = $"trail:{number}",
    };
}

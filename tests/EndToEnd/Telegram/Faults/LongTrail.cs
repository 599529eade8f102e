using ParentClaw.FleetOps.Storage;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>An audit trail of which <c>/audit 300</c> does not fit into messages.</summary>
internal static class LongTrail
{
    private const int Lines = 300;

    /// <summary>What its lines begin with, in their order.</summary>
    public static IReadOnlyList<string> Numbers { get; } = [.. Enumerable.Range(0, Lines).Select(i => $"{i:000}")];

    /// <summary>What its last line begins with.</summary>
    public static string Last => Numbers[^1];

    /// <summary>Writes it, once.</summary>
    public static Task WriteAsync(FaultyHome home) => home.Home.Parent.Get<IFleetStore>().CommitAsync(
        new FleetChange
        {
            Events = [.. Numbers.Select(number => Line(home, number))],
        },
        CancellationToken.None);

    private static FleetEvent Line(FaultyHome home, string number) => new(
        home.Time.GetUtcNow(), "watch", "trail", Claw: null, $"{number} {new string('x', 60)} 🦞", "ok")
    {
        Key = $"trail:{number}",
    };
}

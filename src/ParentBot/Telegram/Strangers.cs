using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// What is kept of people who are no members and write all the same: a line a day each, and no more than
/// <see cref="MostNamed"/> of them, so that a flood fills neither the trail nor the disk.
/// </summary>
internal sealed class Strangers(TimeProvider time)
{
    /// <summary>How many are named a day; of the rest the first is noted as one of many.</summary>
    internal const int MostNamed = 20;

    private const int LongestName = 60;

    private readonly Lock _gate = new();
    private readonly HashSet<long> _named = [];
    private DateOnly _day;

    /// <summary>The line for the audit trail; null where there is one of today.</summary>
    public FleetEvent? Note(User stranger)
    {
        var now = time.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        lock (_gate)
        {
            if (day != _day)
                (_day, _) = (day, _named.RemoveWhere(_ => true));
            if (_named.Count > MostNamed || !_named.Add(stranger.Id))
                return null;

            var isOneOfMany = _named.Count > MostNamed;
            var who = isOneOfMany ? "many others" : Quoted.Line(NameOf(stranger), LongestName);
            return new FleetEvent(now, who, "stranger", null, "wrote to the parent and got no answer", "refused")
            {
                Key = FormattableString.Invariant($"stranger:{day:yyyy-MM-dd}:{(isOneOfMany ? "many" : stranger.Id)}"),
            };
        }
    }

    private static string NameOf(User stranger) => FormattableString.Invariant(
        $"{stranger.FirstName}{(stranger.Username is { } name ? $" @{name}" : "")} ({stranger.Id})");
}

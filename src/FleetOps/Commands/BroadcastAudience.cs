using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Whom a broadcast reaches, and whom it leaves out and why.</summary>
public sealed class BroadcastAudience(IFleetStore store)
{
    /// <summary>A claw that can speak, and to whom.</summary>
    /// <param name="Claw">The claw.</param>
    /// <param name="Owner">Numeric Telegram id of its owner.</param>
    public sealed record Listener(Claw Claw, long Owner);

    /// <summary>Who was chosen.</summary>
    /// <param name="Listeners">Who can be told, by name.</param>
    /// <param name="LeftOut">Who was chosen and cannot be told, and why.</param>
    /// <param name="Refusal">Why there is nobody to tell, as a sentence; else null.</param>
    public sealed record Choice(
        ImmutableList<Listener> Listeners, ImmutableList<(ClawName Claw, string Why)> LeftOut, string? Refusal);

    /// <summary>Chooses among all claws as they are now.</summary>
    /// <param name="labels"><c>key=value</c> or <c>key</c>, all of which must fit, divided by commas; null for
    /// any.</param>
    /// <param name="names">Names, divided by commas; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Choice> ChooseAsync(string? labels, string? names, CancellationToken cancellationToken)
    {
        var claws = await store.ListClawsAsync(cancellationToken);
        if (names is not null && FindUnknown(claws, Parts(names)) is { } unknown)
            return None($"There is no claw named {Quoted.Text(unknown)}. /fleet lists those there are.");

        var chosen = claws
            .Where(claw => names is null || Parts(names).Contains(claw.Name.Value))
            .Where(claw => Parts(labels ?? "").All(label => Labels.Fit(claw.Labels, label)))
            .Select(claw => (Claw: claw, Why: WhyNot(claw)))
            .ToList();
        ImmutableList<Listener> listeners =
            [.. chosen.Where(one => one.Why is null).Select(one => new Listener(one.Claw, one.Claw.Owner!.Value))];
        ImmutableList<(ClawName, string)> leftOut =
            [.. chosen.Where(one => one.Why is not null).Select(one => (one.Claw.Name, one.Why!))];
        return new Choice(listeners, leftOut, listeners.IsEmpty ? NobodyToTell(chosen.Count, leftOut) : null);
    }

    private static string NobodyToTell(int chosen, ImmutableList<(ClawName Claw, string Why)> leftOut) => chosen == 0
        ? "No claw fits that choice. /fleet lists them, /label shows and sets labels."
        : $"No claw can be told: {string.Join(" ", leftOut.Select(left => left.Why))}";

    private static Choice None(string why) => new([], [], why);

    private static string? FindUnknown(IReadOnlyList<Claw> claws, string[] names) =>
        names.FirstOrDefault(name => !claws.Any(claw => claw.Name.Value == name));

    private static string[] Parts(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? WhyNot(Claw claw) =>
        Refusals.NotServing(claw) ?? (claw.Owner is null ? $"{claw.Name} has no owner to write to." : null);
}

using System.Collections.Immutable;
using System.Globalization;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/usage</c>: what a claw's models cost.</summary>
[FleetCommand(
    "usage", "Show the tokens and the money that a claw's models took, day by day.", Role.Viewer,
    Example = "/usage alice 30", Order = 26)]
public sealed record Usage(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("days", "How many days, 1 to 90; 7 if not said.")] int Days = 7) : ICommand;

/// <summary>Carries out <see cref="Usage"/>.</summary>
public sealed class UsageHandler(IFleetStore store, IGatewayCare care) : ICommandHandler<Usage>
{
    private const int MostDays = 90;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Usage command, Member by, CancellationToken cancellationToken)
    {
        if (command.Days is < 1 or > MostDays)
            return Reply.Refused($"/usage shows 1 to {MostDays} days, as in /usage {command.Claw} 30.");

        return await store.WithServingAsync(
            command.Claw,
            async claw => Say(
                claw, command.Days, (await care.ReadUsageAsync(claw, command.Days, cancellationToken)).Days),
            cancellationToken);
    }

    private static Reply Say(Claw claw, int days, IReadOnlyList<GatewayUsageDay> used)
    {
        var busy = used.Where(day => day.Tokens > 0 || day.Dollars > 0).ToList();
        var span = days == 1 ? "today" : $"within {days} days";
        if (busy.Count == 0)
            return Reply.Ok($"{claw.Name}'s models were not used {span}.");

        var tokens = Tokens(busy.Sum(day => day.Tokens));
        var (dollars, unpriced) = (busy.Sum(day => day.Dollars ?? 0), busy.Count(day => day.Dollars is null));
        var cost = unpriced == busy.Count ? "; what they cost is not known" : $", about {Money(dollars)}";
        var without = unpriced > 0 && unpriced < busy.Count ? $", {unpriced} of the days not counted" : "";
        return Reply.Ok(
            new TextBlock($"{claw.Name}'s models took {tokens} tokens {span}{cost}{without}."),
            new TableBlock(
                ["Day", "Tokens", "Cost"],
                [
                    .. busy.Select(day => ImmutableList.Create(
                        day.Day.ToString("ddd d MMM", CultureInfo.InvariantCulture), Tokens(day.Tokens),
                        day.Dollars is { } price ? Money(price) : "?")),
                ]),
            new TextBlock("Money is by the models' list prices; your provider's bill is the truth."));
    }

    /// <summary><c>940</c>, <c>12.3 k</c>, <c>1.2 M</c>.</summary>
    private static string Tokens(long count) => count switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{count}"),
        < 999_950 => string.Create(CultureInfo.InvariantCulture, $"{count / 1_000m:0.#} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1_000_000m:0.#} M"),
    };

    private static string Money(decimal dollars) => dollars is > 0 and < 0.01m
        ? "less than $0.01"
        : string.Create(CultureInfo.InvariantCulture, $"${dollars:0.00}");
}

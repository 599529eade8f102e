using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/timezone</c>: in whose day a member lives.</summary>
[FleetCommand(
    "timezone", "Show or set your time zone: digests and quiet hours keep to it.", Role.Viewer,
    Effect = Effect.Changes, HasDryRun = true, Example = "/timezone Europe/Berlin", Order = 73)]
public sealed record SetTimeZone(
    [property: Argument("zone", "As Europe/Berlin; without it yours is shown.")] string? Zone = null) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Zone is null ? Effect.Reads : Effect.Changes;
}

/// <summary>Carries out <see cref="SetTimeZone"/>.</summary>
public sealed class SetTimeZoneHandler(MemberBook members, TimeProvider time) : LookingHandler<SetTimeZone>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        SetTimeZone command, Member by, CancellationToken cancellationToken)
    {
        if (await members.FindAsync(by.Id, cancellationToken) is not { } member)
            return Reply.Refused(
                "Here all times are UTC: only who is a member from a chat has a time zone. Set it there.");
        if (command.Zone is not { } wanted)
            return Reply.Ok($"Your time zone is {member.TimeZone}{Clock(member.TimeZone)}. "
                + "/timezone Europe/Berlin sets another.");

        var known = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Append("UTC").Distinct().ToList();
        var found = known.Find(zone => zone.Equals(wanted, StringComparison.OrdinalIgnoreCase)) ?? Alias(wanted);
        if (found is null)
            return Unknown(wanted, known);

        return Intent.To(
            async () =>
            {
                await members.SetTimeZoneAsync(member.Id, found, cancellationToken);
                return Reply.Ok($"Your time zone is {found} now{Clock(found)}.");
            },
            new FactsBlock(
                ("Was", member.TimeZone), ("Becomes", found), ("With it", "your digests and quiet hours move")));
    }

    private static Reply Unknown(string wanted, List<string> known)
    {
        // UTC needs no data; a system that knows nothing else has none.
        if (known.Count == 1)
            return Reply.Refused(
                "The parent's system knows no time zone but UTC. On its machine: apt install tzdata");

        var city = Nearest.To(wanted, known.Select(City));
        var meant = Nearest.To(wanted, known) ?? known.Find(zone => City(zone) == city);
        var refusal = Reply.Refused($"{Quoted.Text(wanted)} is no time zone. "
            + (meant is null ? "It is a region and a city, as Europe/Berlin." : $"Did you mean /timezone {meant}?"));
        return meant is null ? refusal : refusal with { Buttons = [new ReplyButton(meant, $"/timezone {meant}")] };
    }

    // Former names, as Europe/Kiev, are not listed but known.
    private static string? Alias(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known.Id : null;

    private static string City(string zone) => zone[(zone.LastIndexOf('/') + 1)..];

    private string Clock(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        ? $"; there it is {TimeZoneInfo.ConvertTime(time.GetUtcNow(), found):HH:mm}"
        : "";
}

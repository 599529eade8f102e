using System.Collections.Immutable;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/digest</c>: how the fleet is, now or at certain times.</summary>
[FleetCommand(
    "digest", "Show how the fleet is and what happened; choose when you are told.", Role.Viewer,
    Effect = Effect.Changes, HasDryRun = true, Example = "/digest add daily 08:30", Order = 64)]
public sealed record DigestCommand(
    [property: Argument("action", "What to do.", Choices = "now|list|add|remove")] string Action,
    [property: Argument("words", "To add: daily 08:30, weekly fri 17:00 or a cron expression; to remove: its number.",
        TakesRest = true)]
    string? Words = null) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Action is "now" or "list" ? Effect.Reads : Effect.Changes;
}

/// <summary>Carries out <see cref="DigestCommand"/>.</summary>
public sealed class DigestCommandHandler(
    IFleetStore store, IDigestStore digests, MemberBook members, FirstDigests first, FleetPictures pictures,
    DigestSignal signal, TimeProvider time) : LookingHandler<DigestCommand>
{
    private const int Most = 10;

    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        DigestCommand command, Member by, CancellationToken cancellationToken)
    {
        var member = await members.FindAsync(by.Id, cancellationToken);
        var action = command.Action.ToLowerInvariant();
        if (action == "now")
            return await NowAsync(by, member, cancellationToken);
        if (member is null)
            return Reply.Refused("Digests come to members, in their chat. /digest now shows one here.");

        var his = await first.ListAsync(member, cancellationToken);
        return (action, (command.Words ?? "").Trim()) switch
        {
            ("list", _) => List(his, MemberZones.Of(member)),
            ("add", "") => Reply.Refused($"When? {DigestTimes.Rule}"),
            ("add", var words) => Add(words, his, member, cancellationToken),
            (_, var number) => Remove(number, his, member, cancellationToken),
        };
    }

    private async Task<Reply> NowAsync(Member by, Membership? member, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = (await HisAsync(by, cancellationToken)).Select(digest => digest.LastDue).DefaultIfEmpty().Max();
        var since = last > now - ADay && last < now ? last : now - ADay;
        var zone = member is null ? TimeZoneInfo.Utc : MemberZones.Of(member);
        return DigestComposer.Compose(await pictures.TakeAsync(since, cancellationToken), "The fleet", zone);
    }

    private Intent Add(
        string words, ImmutableList<Digest> his, Membership member, CancellationToken cancellationToken)
    {
        if (!DigestTimes.TryRead(words, out var cron, out var kind))
            return Reply.Refused($"{Quoted.Text(words)} says no times. {DigestTimes.Rule}");
        if (his.Exists(digest => digest.Cron == cron))
            return Reply.Ok("You have this one already. /digest list shows all of yours.");
        if (his.Count >= Most)
            return Reply.Refused($"You have {Most} digests; /digest remove 1 removes the first.");

        var now = time.GetUtcNow();
        var zone = MemberZones.Of(member);
        if (DigestTimes.Next(cron, zone, now) is not { } next)
            return Reply.Refused($"{Quoted.Text(words)} names no time to come. {DigestTimes.Rule}");

        var digest = new Digest { Member = member.Id, Cron = cron, Kind = kind, LastDue = now };
        return Intent.To(
            async () =>
            {
                await first.GiveAsync([member], cancellationToken);
                await KeepAsync(new FleetChange { Digests = [digest] }, cancellationToken);
                return Reply.Ok($"The first one comes {WhenText.Say(next, zone)}.");
            },
            new FactsBlock(
                ("Sends", $"{member.Name} a digest, for the first time {WhenText.Say(next, zone)}"),
                ("Stays", $"the {his.Count} there are")));
    }

    private Intent Remove(
        string number, ImmutableList<Digest> his, Membership member, CancellationToken cancellationToken)
    {
        if (!int.TryParse(number, out var place) || place < 1 || place > his.Count)
            return Reply.Refused($"There is no digest {Quoted.Text(number)}. /digest list shows yours with numbers.");

        var (cron, zone) = (his[place - 1].Cron, MemberZones.Of(member));
        return Intent.To(
            async () =>
            {
                await first.GiveAsync([member], cancellationToken);
                var gone = (await first.ListAsync(member, cancellationToken)).FindAll(digest => digest.Cron == cron);
                await KeepAsync(
                    new FleetChange { RemovedDigests = gone.ConvertAll(digest => digest.Id) }, cancellationToken);
                return Reply.Ok("It comes no more.");
            },
            new FactsBlock(
                ("Ends", $"{member.Name}'s digest {Kind(his[place - 1])}, of which the next is {Next(cron, zone)}"),
                ("Stays", "the others; /digest add orders it again")));
    }

    private async Task KeepAsync(FleetChange change, CancellationToken cancellationToken)
    {
        await store.CommitAsync(change, cancellationToken);
        signal.Beat();
    }

    private Reply List(ImmutableList<Digest> his, TimeZoneInfo zone) => his.IsEmpty
        ? Reply.Ok("You get no digest. /digest add daily 08:30 orders one.")
        : Reply.Ok(new TableBlock(
            ["No.", "What", "Next"],
            [
                .. his.Select((digest, i) => ImmutableList.Create(
                    $"{i + 1}", Kind(digest), Next(digest.Cron, zone))),
            ]));

    private static string Kind(Digest digest) =>
        digest.Kind == DigestKind.Custom ? digest.Cron : digest.Kind.ToString().ToLowerInvariant();

    private string Next(string cron, TimeZoneInfo zone) =>
        DigestTimes.Next(cron, zone, time.GetUtcNow()) is { } next ? WhenText.Say(next, zone) : "never";

    private async Task<ImmutableList<Digest>> HisAsync(Member by, CancellationToken cancellationToken) =>
        [.. (await digests.ListDigestsAsync(cancellationToken)).Where(digest => digest.Member == by.Id)];
}

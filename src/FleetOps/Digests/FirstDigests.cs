using System.Collections.Immutable;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Digests;

/// <summary>The digests that everybody begins with, and gets once: who removes them does not get them back.</summary>
public sealed class FirstDigests(IFleetStore store, IDigestStore digests, TimeProvider time)
{
    /// <summary>Gives them to those members who never had them.</summary>
    public async Task GiveAsync(IEnumerable<Membership> members, CancellationToken cancellationToken)
    {
        var given = await digests.ListDigestMembersAsync(cancellationToken);
        foreach (var member in members.Where(member => !given.Contains(member.Id)))
        {
            await store.CommitAsync(
                new FleetChange { DigestMembers = [member.Id], Digests = FirstOf(member) }, cancellationToken);
        }
    }

    /// <summary>All digests of a member, oldest first; those of the beginning also where he is yet to get them.</summary>
    public async Task<ImmutableList<Digest>> ListAsync(Membership member, CancellationToken cancellationToken)
    {
        var given = await digests.ListDigestMembersAsync(cancellationToken);
        var his = (await digests.ListDigestsAsync(cancellationToken)).Where(digest => digest.Member == member.Id);
        return given.Contains(member.Id) ? [.. his] : FirstOf(member);
    }

    private ImmutableList<Digest> FirstOf(Membership member)
    {
        var daily = new Digest
        {
            Member = member.Id, Cron = DigestTimes.Daily, Kind = DigestKind.Daily, LastDue = time.GetUtcNow(),
        };
        return [daily, daily with { Cron = DigestTimes.Weekly, Kind = DigestKind.Weekly }];
    }
}

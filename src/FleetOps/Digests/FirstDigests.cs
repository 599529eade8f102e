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
            var daily = new Digest
            {
                Member = member.Id, Cron = DigestTimes.Daily, Kind = DigestKind.Daily, LastDue = time.GetUtcNow(),
            };
            var weekly = daily with { Cron = DigestTimes.Weekly, Kind = DigestKind.Weekly };
            await store.CommitAsync(
                new FleetChange { DigestMembers = [member.Id], Digests = [daily, weekly] }, cancellationToken);
        }
    }
}

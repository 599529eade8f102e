using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Provisioning;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Gives claws jobs and takes them away, one order at a time a claw: a name that is there is never added again, not
/// even by two who order at once, or by one who repeats what he got no answer to.
/// </summary>
public sealed class CronDesk(IGatewayCron cron, MemberBook members, IOptions<ProvisioningOptions> options)
{
    private readonly ConcurrentDictionary<ClawName, SemaphoreSlim> _doors = new();

    /// <summary>
    /// The time zone in which a claw's jobs are meant: that of its owner where he is a member, else the machines'.
    /// </summary>
    internal async Task<string> FindZoneAsync(Claw claw, CancellationToken cancellationToken) =>
        claw.Owner is { } owner && await members.FindAsync(TelegramId.Of(owner), cancellationToken) is { } member
            ? member.TimeZone
            : options.Value.TimeZone;

    /// <summary>Adds those jobs whose name is not there.</summary>
    /// <returns>The jobs that had been there.</returns>
    internal Task<ImmutableList<GatewayCronJob>> AddAsync(
        Claw claw, IReadOnlyList<GatewayCronOrder> orders, CancellationToken cancellationToken) =>
        AloneAsync(
            claw,
            async jobs =>
            {
                var there = jobs.FindAll(job => orders.Any(order => IsNamed(job, order.Name)));
                foreach (var order in orders.Where(order => !there.Exists(job => IsNamed(job, order.Name))))
                    await cron.AddCronAsync(claw, order, cancellationToken);
                return there;
            },
            cancellationToken);

    /// <summary>Removes those jobs that are meant.</summary>
    /// <returns>The jobs that were removed.</returns>
    internal Task<ImmutableList<GatewayCronJob>> RemoveAsync(
        Claw claw, Predicate<GatewayCronJob> isMeant, CancellationToken cancellationToken) =>
        AloneAsync(
            claw,
            async jobs =>
            {
                var meant = jobs.FindAll(isMeant);
                foreach (var job in meant)
                    await cron.RemoveCronAsync(claw, job.Id, cancellationToken);
                return meant;
            },
            cancellationToken);

    /// <summary>All jobs of a claw.</summary>
    internal Task<IReadOnlyList<GatewayCronJob>> ListAsync(Claw claw, CancellationToken cancellationToken) =>
        cron.ListCronAsync(claw, cancellationToken);

    /// <summary>Whether a job has a name; case does not count.</summary>
    internal static bool IsNamed(GatewayCronJob job, string name) =>
        string.Equals(job.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>When a job runs.</summary>
    internal static string Say(GatewayCronJob job) => job.Enabled ? job.Schedule : $"{job.Schedule}, switched off";

    private async Task<ImmutableList<GatewayCronJob>> AloneAsync(
        Claw claw, Func<ImmutableList<GatewayCronJob>, Task<ImmutableList<GatewayCronJob>>> change,
        CancellationToken cancellationToken)
    {
        var door = _doors.GetOrAdd(claw.Name, _ => new SemaphoreSlim(1));
        await door.WaitAsync(cancellationToken);
        try
        {
            return await change([.. await cron.ListCronAsync(claw, cancellationToken)]);
        }
        finally
        {
            door.Release();
        }
    }
}

using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>A parent that may be restarted in the middle of a call.</summary>
internal sealed class PatientParent(ParentClient client, TimeProvider time)
{
    // A restart takes two seconds; with a store to mend, or under systemd's pause, longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Asks, and asks again while the parent is away that was there before. Only for what may be asked twice: an order
    /// under its key, a look.
    /// </summary>
    public Task<Envelope> AskAsync(
        Func<ParentClient, Task<Envelope>> request, CancellationToken cancellationToken) =>
        client.AskAgainAsync(() => request(client), Patience, time, _ => { }, cancellationToken);

    /// <summary>Asks once: for what counts once, as the answer to a question.</summary>
    public Task<Envelope> AskOnceAsync(Func<ParentClient, Task<Envelope>> request) => request(client);

    /// <summary>The looks of an operation; see <see cref="ParentClient.FollowAsync"/>.</summary>
    public IAsyncEnumerable<OperationView> FollowAsync(string id, CancellationToken cancellationToken) =>
        client.FollowAsync(id, cancellationToken);
}

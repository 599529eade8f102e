namespace ParentClaw.FleetOps.Contracts;

/// <summary>A parent that may restart in the middle of a call: what it did not answer is asked again.</summary>
/// <param name="client">Speaks to it.</param>
/// <param name="patience">How long to ask again; null for as long as nobody stops it.</param>
/// <param name="time">The clock.</param>
/// <param name="answered">Is told after each answer whether the parent is away; null where nobody wants to know.</param>
public sealed class PatientParent(
    ParentClient client, TimeSpan? patience, TimeProvider time, Action<bool>? answered = null)
{
    /// <summary>
    /// A restart takes two seconds; with a store to mend, or under systemd's pause, longer.
    /// </summary>
    public static readonly TimeSpan Restart = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Asks, and asks the same again while a parent is away that was there before (<see
    /// cref="Envelope.IsParentLost"/>). Only for what may be asked twice: a look, or an order under its key.
    /// </summary>
    public async Task<Envelope> AskAsync(
        Func<ParentClient, Task<Envelope>> request, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var answer = await request(client);
            answered?.Invoke(answer.IsParentLost);
            if (!answer.IsParentLost || (patience is { } most && time.GetElapsedTime(begun) >= most))
                return answer;

            await Task.Delay(BeforeAskingAgain, time, cancellationToken);
        }
    }

    /// <summary>The looks of an operation; see <see cref="ParentClient.FollowAsync"/>.</summary>
    public IAsyncEnumerable<OperationView> FollowAsync(string id, CancellationToken cancellationToken) =>
        client.FollowAsync(id, cancellationToken);
}

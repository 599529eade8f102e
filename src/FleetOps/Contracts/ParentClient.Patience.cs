namespace ParentClaw.FleetOps.Contracts;

/// <content>A parent that restarts in the middle of a call.</content>
public sealed partial class ParentClient
{
    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromMilliseconds(200); // a start takes two seconds

    /// <summary>
    /// Asks, and asks the same again while a parent is away that was there before (<see cref="IsParentLost"/>). Only
    /// for what may be asked twice: a look, or an order under its key.
    /// </summary>
    /// <param name="request">What is asked of this client.</param>
    /// <param name="patience">How long to ask again; null for as long as nobody stops it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="answered">Is told after each answer whether the parent is away.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Envelope> AskAgainAsync(
        Func<Task<Envelope>> request, TimeSpan? patience, TimeProvider time, Action<bool> answered,
        CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var answer = await request();
            answered(IsParentLost);
            if (!IsParentLost || (patience is { } most && time.GetElapsedTime(begun) >= most))
                return answer;

            await Task.Delay(BeforeAskingAgain, time, cancellationToken);
        }
    }
}

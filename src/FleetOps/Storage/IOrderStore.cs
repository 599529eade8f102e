using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// What lets an order that comes twice act once (<see cref="Member.OrderKey"/>), and a question outlive the process.
/// </summary>
/// <remarks>Throws as <see cref="IFleetStore"/> does.</remarks>
public interface IOrderStore
{
    /// <summary>Lets a program's key stand for an order, for all time that the store remembers.</summary>
    /// <param name="key">The key, with whose it is.</param>
    /// <param name="digest">What was ordered, as a digest.</param>
    /// <param name="at">The present.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>False where the key stands for another order.</returns>
    Task<bool> BindOrderAsync(string key, string digest, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The operation that an order started, or null.</summary>
    Task<OperationRecord?> FindOperationByOrderAsync(string orderKey, CancellationToken cancellationToken);

    /// <summary>The event of a <see cref="FleetEvent.Key"/>, or null.</summary>
    Task<FleetEvent?> FindEventAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes down that an order begins. False where it had begun before.</summary>
    Task<bool> BeginOrderAsync(string orderKey, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Takes that back: the order did nothing, as when it only asked.</summary>
    Task LeaveOrderAsync(string orderKey, CancellationToken cancellationToken);

    /// <summary>Keeps a question, and forgets those that nobody can answer any more.</summary>
    /// <param name="question">The question, with its nonce.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    Task AddQuestionAsync(PendingQuestion question, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A question, answered or not, or null where it was forgotten or cannot be decrypted.</summary>
    Task<PendingQuestion?> FindQuestionAsync(string nonce, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a question for an answer, once. True again for the order that took it: it is given again where the process
    /// was stopped before it was done with.
    /// </summary>
    Task<bool> TakeQuestionAsync(string nonce, string? orderKey, CancellationToken cancellationToken);

    /// <summary>Drops all questions that wait for an answer of a member, and returns how many.</summary>
    Task<int> DropQuestionsAsync(string member, DateTimeOffset now, CancellationToken cancellationToken);
}

using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>
/// What a chat needs of the parent it talks with: the one of this process, or one in another. The chats do not know
/// which.
/// </summary>
internal interface IConversation
{
    /// <summary>Carries out a line; what is missing at its end is asked for.</summary>
    Task<Reply> ConverseAsync(string line, CancellationToken cancellationToken);

    /// <summary>Carries out a line; what is missing is refused.</summary>
    Task<Reply> DispatchAsync(string line, CancellationToken cancellationToken);

    /// <summary>Goes on with what a question stood before.</summary>
    Task<Reply> AnswerAsync(string nonce, string answer, CancellationToken cancellationToken);

    /// <summary>
    /// The looks of an operation, the present one first, the ended one last; none where there is no such operation.
    /// </summary>
    /// <exception cref="FleetException">It cannot be seen any more; the sentence says why.</exception>
    IAsyncEnumerable<OperationRecord> FollowAsync(OperationId id, CancellationToken cancellationToken);

    /// <summary>The operations that were open when the chat began.</summary>
    Task<IReadOnlyList<OperationRecord>> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>What people are told unasked, since this was last asked, a line each. One question at a time.</summary>
    Task<IReadOnlyList<string>> ListNewsAsync(CancellationToken cancellationToken);

    /// <summary>The commands, as <c>/deploy</c>, to complete what is typed.</summary>
    Task<IReadOnlyList<string>> ListCommandsAsync(CancellationToken cancellationToken);
}

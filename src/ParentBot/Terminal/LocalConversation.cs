using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>A conversation with the parent of this process.</summary>
internal sealed class LocalConversation(
    CommandCatalogue catalogue, CommandDispatcher dispatcher, OperationFollower follower, ChatSetting setting)
    : IConversation
{
    /// <inheritdoc/>
    public Task<Reply> ConverseAsync(string line, CancellationToken cancellationToken) =>
        dispatcher.ConverseAsync(line, setting.Me, cancellationToken);

    /// <inheritdoc/>
    public Task<Reply> DispatchAsync(string line, CancellationToken cancellationToken) =>
        dispatcher.DispatchAsync(line, setting.Me, cancellationToken);

    /// <inheritdoc/>
    public Task<Reply> AnswerAsync(string nonce, string answer, CancellationToken cancellationToken) =>
        dispatcher.AnswerAsync(nonce, answer, setting.Me, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OperationRecord> FollowAsync(OperationId id, CancellationToken cancellationToken) =>
        follower.FollowAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OperationRecord>> ListOpenAsync(CancellationToken cancellationToken) =>
        follower.ListOpenAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListNewsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. setting.News()]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListCommandsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. catalogue.Commands.Select(command => $"/{command.Name}")]);
}

using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <content>Orders that come twice, and questions that wait.</content>
internal sealed partial class SqliteFleetStore
{
    /// <inheritdoc/>
    public Task<bool> BindOrderAsync(
        string key, string digest, DateTimeOffset at, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => OrderKeyRows.Bind(connection, key, digest, at), cancellationToken);

    /// <inheritdoc/>
    public Task<OperationRecord?> FindOperationByOrderAsync(string orderKey, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => OperationRows.FindByOrder(connection, orderKey), cancellationToken);

    /// <inheritdoc/>
    public Task<FleetEvent?> FindEventAsync(string key, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => EventRows.Find(connection, key), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> BeginOrderAsync(string orderKey, DateTimeOffset at, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => BegunOrderRows.Add(connection, orderKey, at), cancellationToken);

    /// <inheritdoc/>
    public Task LeaveOrderAsync(string orderKey, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => BegunOrderRows.Remove(connection, orderKey), cancellationToken);

    /// <inheritdoc/>
    public Task AddQuestionAsync(PendingQuestion question, DateTimeOffset now, CancellationToken cancellationToken) =>
        file.WriteAsync(
            connection =>
            {
                _questions.Add(connection, question, now);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<PendingQuestion?> FindQuestionAsync(string nonce, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => _questions.Find(connection, nonce), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TakeQuestionAsync(string nonce, string? orderKey, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => QuestionRows.Take(connection, nonce, orderKey), cancellationToken);

    /// <inheritdoc/>
    public Task<int> DropQuestionsAsync(string member, DateTimeOffset now, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => QuestionRows.Drop(connection, member, now), cancellationToken);
}

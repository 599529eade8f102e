using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Takes a line from a face to its handler and the reply back: who may, what was meant, what went wrong, what is kept
/// in the audit trail. Every face goes through here, so none holds a rule.
/// </summary>
public sealed partial class CommandDispatcher(
    CommandCatalogue catalogue,
    CommandParser parser,
    IServiceProvider services,
    IFleetStore store,
    TimeProvider time,
    ILogger<CommandDispatcher> logger)
{
    private const int LongestAuditText = 300;
    private static readonly PropertyInfo Answer = typeof(IAsks).GetProperty(nameof(IAsks.Answer))!;

    private readonly PendingQuestions _questions = new(time);
    private readonly ConcurrentDictionary<Type, CommandInvoker> _invokers = new();

    /// <summary>
    /// Carries out a line. A question in the reply has its <see cref="Question.Nonce"/>; the answer comes to
    /// <see cref="AnswerAsync"/>. Throws nothing but <see cref="OperationCanceledException"/>.
    /// </summary>
    public Task<Reply> DispatchAsync(string line, Member by, CancellationToken cancellationToken) =>
        DispatchAsync(line, answer: null, by, cancellationToken);

    /// <summary>
    /// Carries out the command that a question stood before. The answer counts once, from the person who was asked,
    /// within a minute; else nothing is done.
    /// </summary>
    public async Task<Reply> AnswerAsync(string nonce, string answer, Member by, CancellationToken cancellationToken) =>
        _questions.TryTake(nonce, by, out var line, out var refusal)
            ? await DispatchAsync(line, answer, by, cancellationToken)
            : Reply.Refused(refusal);

    private async Task<Reply> DispatchAsync(string line, string? answer, Member by, CancellationToken cancellationToken)
    {
        if (!parser.TryParse(line, out var command, out var refusal))
            return Reply.Refused(refusal);

        var described = catalogue.Describe(command);
        if (by.Role < described.Role)
        {
            var refused = Reply.Refused($"/{described.Name} is for {described.Role}s, not {by.Role}s. Ask an Admin.");
            return await AuditedAsync(line, command, by, refused, cancellationToken);
        }

        if (answer is not null)
            Answer.SetValue(command, answer); // the record was made for this call, nobody else has seen it
        var reply = await InvokeAsync(described, command, by, cancellationToken);
        if (reply.Question is { } question)
            return reply with { Question = question with { Nonce = _questions.Add(line, by) } };

        return described.Effect == Effect.Reads
            ? reply
            : await AuditedAsync(line, command, by, reply, cancellationToken);
    }

    private async Task<Reply> InvokeAsync(
        CommandDescription described, ICommand command, Member by, CancellationToken cancellationToken)
    {
        try
        {
            var invoker = _invokers.GetOrAdd(described.Type, CommandInvoker.For);
            return await invoker.InvokeAsync(services, command, by, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (FleetException failure)
        {
            LogFailed(failure, described.Name, by, failure.Reason);
            return Reply.Failed(failure.Message);
        }
        catch (Exception bug)
        {
            var reference = Guid.CreateVersion7(time.GetUtcNow()).ToString("N")[^8..];
            LogBug(bug, described.Name, by, reference);
            return Reply.Failed($"/{described.Name} failed by a mistake of ours; the log has it under {reference}.");
        }
    }

    /// <summary>
    /// Leaves the audit line. The answer to a question is not in it: it may be a secret. Where the line cannot be
    /// written the person is told, for what the command did is done.
    /// </summary>
    private async Task<Reply> AuditedAsync(
        string line, ICommand command, Member by, Reply reply, CancellationToken cancellationToken)
    {
        var text = Quoted.Line(line.Trim(), LongestAuditText);
        var said = new FleetEvent(time.GetUtcNow(), by.Name, "command", ClawOf(command), text, OutcomeOf(reply));
        try
        {
            await store.CommitAsync(new FleetChange { Events = [said] }, cancellationToken);
            return reply;
        }
        catch (FleetException failure)
        {
            LogNotAudited(failure, catalogue.Describe(command).Name, by);
            var warning = new TextBlock($"This has no line in the audit trail: {failure.Message}");
            return reply with { Blocks = reply.Blocks.Add(warning) };
        }
    }

    private ClawName? ClawOf(ICommand command) => catalogue.Describe(command).Arguments
        .Where(argument => argument.Type == typeof(ClawName))
        .Select(argument => (ClawName?)argument.Property.GetValue(command))
        .FirstOrDefault();

    private static string OutcomeOf(Reply reply) => reply.Status switch
    {
        ReplyStatus.Refused => "refused",
        ReplyStatus.Failed => "failed",
        _ => "ok",
    };

    [LoggerMessage(LogLevel.Warning, "/{Command} of {Member} failed: {Reason}")]
    private partial void LogFailed(Exception failure, string command, Member member, FailureReason reason);

    [LoggerMessage(LogLevel.Error, "/{Command} of {Member} failed unexpectedly, reference {Reference}")]
    private partial void LogBug(Exception bug, string command, Member member, string reference);

    [LoggerMessage(LogLevel.Error, "/{Command} of {Member} left no audit line")]
    private partial void LogNotAudited(Exception failure, string command, Member member);
}

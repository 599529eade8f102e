using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.FleetOps.Commands;

/// <content>A complete command: its role, its handler, its line in the audit trail.</content>
public sealed partial class CommandDispatcher
{
    private const int LongestAuditText = 300;

    private readonly ConcurrentDictionary<Type, CommandInvoker> _invokers = new();

    private async Task<Reply> CarryOutAsync(
        CommandDraft draft, ICommand command, Member by, CancellationToken cancellationToken)
    {
        var described = catalogue.Describe(command);
        using var span = FleetTelemetry.Command(described, by, ClawOf(command));
        var reply = await CarryOutAsync(draft, described, command, by, cancellationToken);
        span?.End(reply.Status == ReplyStatus.Asks ? "asks" : OutcomeOf(reply));
        return reply;
    }

    private async Task<Reply> CarryOutAsync(
        CommandDraft draft,
        CommandDescription described,
        ICommand command,
        Member by,
        CancellationToken cancellationToken)
    {
        if (by.Role < described.Role)
            return await RefuseAsync(draft, described, ClawOf(command), by, cancellationToken);
        if (await HoldAsync(draft, described, command, by, cancellationToken) is { } held)
            return await AuditedAsync(draft, ClawOf(command), by, held, OutcomeOf(held), cancellationToken);
        if (await _orders.RecallAsync(described, draft, by, cancellationToken) is { } known)
            return await AuditedAsync(draft, ClawOf(command), by, known.Reply, known.Outcome, cancellationToken);

        var invoker = _invokers.GetOrAdd(described.Type, CommandInvoker.For);
        var reply = await GuardAsync(
            () => invoker.InvokeAsync(services, command, by, cancellationToken),
            $"/{described.Name}", by, cancellationToken);
        reply = await _orders.SettleAsync(described, reply, by, cancellationToken);
        if (reply.Status is ReplyStatus.Asks or ReplyStatus.Refused)
            await _orders.LeaveAsync(described, by, cancellationToken);
        if (by.ApprovedBy is not null && (reply.Question is not null || reply.IsSlip))
            return reply; // the Admin's to answer: nothing was done yet, and the audit trail gets one line for an order
        if (reply.Question is { } question)
            return reply with
            {
                Question = await _questions.AddAsync(question, draft, isForArgument: false, by, cancellationToken),
            };

        return described.Effect == Effect.Reads
            ? reply
            : await AuditedAsync(draft, ClawOf(command), by, reply, OutcomeOf(reply), cancellationToken);
    }

    private Task<Reply> RefuseAsync(
        CommandDraft draft,
        CommandDescription described,
        ClawName? claw,
        Member by,
        CancellationToken cancellationToken)
    {
        var refused = Reply.Refused(
            $"/{described.Name} is for {described.Role}s, not {by.Role}s. Ask an Admin.", RefusalKind.Role);
        return AuditedAsync(draft, claw, by, refused, OutcomeOf(refused), cancellationToken);
    }

    /// <summary>Turns what goes wrong into a reply that says so.</summary>
    private async Task<Reply> GuardAsync(
        Func<Task<Reply>> work, string what, Member by, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (FleetException failure)
        {
            LogFailed(failure, what, by, failure.Reason);
            return Reply.Failed(failure.Message);
        }
        catch (Exception bug)
        {
            var reference = Guid.CreateVersion7(time.GetUtcNow()).ToString("N")[^8..];
            LogBug(bug, what, by, reference);
            return Reply.Failed($"{what} failed by a mistake of ours; the log has it under {reference}.");
        }
    }

    /// <summary>
    /// Leaves the audit line, once for an order. The answer to a command's question is not in it, nor what looks like a
    /// secret. Where the line cannot be written the person is told, for what the command did is done.
    /// </summary>
    private async Task<Reply> AuditedAsync(
        CommandDraft draft,
        ClawName? claw,
        Member by,
        Reply reply,
        string outcome,
        CancellationToken cancellationToken)
    {
        var text = Quoted.Line(SecretShapes.Redact(draft.Words.Trim()), LongestAuditText);
        var said = new FleetEvent(time.GetUtcNow(), by.Name, "command", claw, text, outcome) { Key = by.OrderKey };
        try
        {
            await store.CommitAsync(new FleetChange { Events = [said] }, cancellationToken);
            return reply;
        }
        catch (FleetException failure)
        {
            LogNotAudited(failure, by);
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
        ReplyStatus.Waits => "waits",
        _ => "ok",
    };

    [LoggerMessage(LogLevel.Warning, "{Command} of {Member} failed: {Reason}")]
    private partial void LogFailed(Exception failure, string command, Member member, FailureReason reason);

    [LoggerMessage(LogLevel.Error, "{Command} of {Member} failed unexpectedly, reference {Reference}")]
    private partial void LogBug(Exception bug, string command, Member member, string reference);

    [LoggerMessage(LogLevel.Error, "A command of {Member} left no audit line")]
    private partial void LogNotAudited(Exception failure, Member member);
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// What becomes of an order for whoever waited for its end: an operation that ended badly is an error of its own. One
/// rule for every way in. Pure.
/// </summary>
public static class Outcomes
{
    private static readonly string Open = Words.Of(OperationStatus.Open);
    private static readonly string Succeeded = Words.Of(OperationStatus.Succeeded);

    /// <summary>Whether an operation ended, well or badly.</summary>
    public static bool IsOver(OperationView operation) => operation.Status != Open;

    /// <summary>Whether a proposal is decided and, where it was approved, carried out or begun.</summary>
    public static bool IsOver(ProposalView proposal) =>
        !Is(proposal, ProposalStatus.Waiting) && !Is(proposal, ProposalStatus.Approved);

    /// <summary>Why an operation is no success; null where it is one, or is under way.</summary>
    public static EnvelopeError? ErrorOf(OperationView operation) =>
        operation.Status == Open || operation.Status == Succeeded
            ? null
            : new EnvelopeError(
                ErrorReason.Failed,
                operation.Conclusion
                    ?? $"{operation.Order} of {operation.Claw} ended: {operation.Status.Replace('_', ' ')}.",
                $"What happened: parentclaw why {operation.Claw}");

    /// <summary>
    /// Why a proposal is no success: it waits still, nobody agreed, or it could not be done. Null where it was done or
    /// its operation has begun.
    /// </summary>
    public static EnvelopeError? ErrorOf(ProposalView proposal) => proposal.Status switch
    {
        _ when Is(proposal, ProposalStatus.Done) => null,
        _ when Is(proposal, ProposalStatus.Waiting) => new(
            ErrorReason.Waiting, $"{proposal.Line} waits for an Admin.",
            $"Look again: parentclaw proposals {proposal.Id}"),
        _ when Is(proposal, ProposalStatus.Approved) => new(
            ErrorReason.Waiting, $"{proposal.Line} was approved and is being carried out.",
            $"Look again: parentclaw proposals {proposal.Id}"),
        _ when Is(proposal, ProposalStatus.Refused) => new(
            ErrorReason.Refused,
            $"{DeciderOf(proposal)} refused {proposal.Line}"
                + (proposal.Outcome is { } why ? $": {why}" : ".")),
        _ when Is(proposal, ProposalStatus.Expired) => new(
            ErrorReason.Refused, proposal.Outcome ?? $"Nobody decided about {proposal.Line} in time. Give it again."),
        _ => new(ErrorReason.Failed, proposal.Outcome ?? $"{proposal.Line} was approved and could not be done."),
    };

    /// <summary>The envelope of an operation.</summary>
    /// <param name="command">What was asked for.</param>
    /// <param name="operation">The operation as it is now.</param>
    /// <param name="isAwaited">Whether its end was waited for, so that a bad one is an error.</param>
    public static Envelope Of(string command, OperationView operation, bool isAwaited)
    {
        var error = isAwaited ? ErrorOf(operation) : null;
        return new Envelope(error is null, command)
        {
            Data = new ReplyView { Status = StatusOf(error), Operation = operation },
            Error = error,
        };
    }

    /// <summary>The envelope of a proposal; <paramref name="isAwaited"/> as for an operation.</summary>
    public static Envelope Of(string command, ProposalView proposal, bool isAwaited)
    {
        var error = isAwaited ? ErrorOf(proposal) : null;
        return new Envelope(error is null, command)
        {
            Data = new ReplyView { Status = StatusOf(error), Proposal = proposal },
            Error = error,
        };
    }

    /// <summary>
    /// What an order was answered, with its operations as they now are. What failed of the order itself is told too.
    /// </summary>
    public static Envelope After(Envelope answer, ImmutableList<OperationView> operations)
    {
        var areListed = answer.Data is { Operations: not null } or { Proposal.Operations: not null };
        return After(
            answer,
            data => data with
            {
                Operation = operations is [var one] ? one : null,
                Operations = areListed ? operations : null,
            },
            !areListed && operations is [var only] ? ErrorOf(only) ?? answer.Error : ErrorOf(answer.Error, operations));
    }

    /// <summary>What an order was answered, with its proposal as it now is.</summary>
    public static Envelope After(Envelope answer, ProposalView proposal) =>
        After(answer, data => data with { Proposal = proposal }, ErrorOf(proposal));

    private static Envelope After(Envelope answer, Func<ReplyView, ReplyView> change, EnvelopeError? error)
    {
        var data = answer.Data ?? new ReplyView { Status = StatusOf(null) };
        return new Envelope(error is null, answer.Command)
        {
            Data = change(data) with { Status = StatusOf(error) },
            Error = error,
        };
    }

    private static EnvelopeError? ErrorOf(EnvelopeError? before, ImmutableList<OperationView> operations)
    {
        var failed = operations.FindAll(operation => ErrorOf(operation) is not null);
        if (failed.IsEmpty)
            return before;

        var claws = failed.ConvertAll(operation => operation.Claw);
        var count = $"{failed.Count} of {operations.Count} operations failed: {string.Join(", ", claws)}.";
        string?[] said = [before?.Message, count, .. failed.Select(operation => ErrorOf(operation)!.Message)];
        return new EnvelopeError(
            ErrorReason.Failed, string.Join('\n', said.OfType<string>()), $"What happened: parentclaw why {claws[0]}");
    }

    private static string DeciderOf(ProposalView proposal) =>
        proposal.DecidedBy is { } name ? Quoted.Who(name, proposal.DecidedById) : "An Admin";

    private static bool Is(ProposalView proposal, ProposalStatus status) => proposal.Status == Words.Of(status);

    private static string StatusOf(EnvelopeError? error) => error?.Reason switch
    {
        null => "ok",
        ErrorReason.Waiting => "waits",
        ErrorReason.Refused => "refused",
        _ => "failed",
    };
}

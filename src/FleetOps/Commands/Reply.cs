using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What a command answers. Faces render it, and add no rule.</summary>
public sealed record Reply
{
    /// <summary>How it ended.</summary>
    public ReplyStatus Status { get; init; }

    /// <summary>What to show, in order.</summary>
    public ImmutableList<ReplyBlock> Blocks { get; init; } = [];

    /// <summary>The operation it started; the face shows its progress until it ends.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>
    /// All operations it started, of a command that may start several; null of every other. One that is alone is
    /// <see cref="Operation"/> too.
    /// </summary>
    public ImmutableList<OperationId>? Operations { get; init; }

    /// <summary>What the person is asked; the command is not carried out before the answer.</summary>
    public Question? Question { get; init; }

    /// <summary>What waits for an Admin's decision, where the status is <see cref="ReplyStatus.Waits"/>.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>Which kind of no it is, where the status is <see cref="ReplyStatus.Refused"/>.</summary>
    public RefusalKind Refusal { get; init; }

    /// <summary>
    /// Whether what was answered to its question is refused as a slip: nothing is wrong with the order itself, and its
    /// question may be asked again.
    /// </summary>
    public bool IsSlip { get; init; }

    /// <summary>
    /// What it tells as facts with types, for programs; null for what is only told in words. The command's docs say its
    /// shape.
    /// </summary>
    public JsonNode? Result { get; init; }

    /// <summary>What could be done next.</summary>
    public ImmutableList<ReplyButton> Buttons { get; init; } = [];

    /// <summary>Whether the face should end, as after <c>/quit</c>.</summary>
    public bool EndsChat { get; init; }

    /// <summary>
    /// The command to give again by itself while the person watches, as <c>/fleet watch</c>; null for once.
    /// </summary>
    public TimeSpan? RefreshEvery { get; init; }

    /// <summary>
    /// Whether nobody but who asked may read it: a face where others read along shows it not, and says where it does.
    /// </summary>
    public bool IsPrivate { get; init; }

    /// <summary>A good answer.</summary>
    public static Reply Ok(params IReadOnlyList<ReplyBlock> blocks) => new() { Blocks = [.. blocks] };

    /// <summary>A good answer of one paragraph.</summary>
    public static Reply Ok(string text) => Ok(new TextBlock(text));

    /// <summary>An expected no, in a finished sentence that says what to do next.</summary>
    public static Reply Refused(string why, RefusalKind kind = RefusalKind.State) =>
        new() { Status = ReplyStatus.Refused, Blocks = [new TextBlock(why)], Refusal = kind };

    /// <summary>The no to an answer that can only be a slip.</summary>
    public static Reply Slip(string why) => Refused(why) with { IsSlip = true };

    /// <summary>The outside world failed.</summary>
    public static Reply Failed(string why) =>
        new() { Status = ReplyStatus.Failed, Blocks = [new TextBlock(why)] };

    /// <summary>An operation was stored and begins.</summary>
    public static Reply Started(OperationRecord operation) => new() { Operation = operation.Id };

    /// <summary>What became of an order.</summary>
    public static Reply To(Submission submission) => submission switch
    {
        Submission.Accepted(var operation) => Started(operation),
        Submission.Refused(var why) => Refused(why),
        _ => throw new InvalidOperationException($"Unknown submission {submission}."),
    };

    /// <summary>This with the operations that came of a proposal.</summary>
    internal Reply WithOperationsOf(Proposal proposal) =>
        this with { Operation = proposal.Operation, Operations = proposal.Operations };

    /// <summary>A question before anything is done.</summary>
    public static Reply Ask(Question question, params IReadOnlyList<ReplyBlock> blocks) =>
        new() { Status = ReplyStatus.Asks, Blocks = [.. blocks], Question = question };
}

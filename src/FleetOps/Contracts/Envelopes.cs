using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>Makes envelopes of replies. Pure.</summary>
public static class Envelopes
{
    /// <summary>The envelope of a command's reply.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="reply">What was answered.</param>
    /// <param name="text">The reply as plain text; null where nobody wants it.</param>
    /// <param name="operations">The operations of the reply as they are now.</param>
    public static Envelope Of(
        string command, Reply reply, string? text, params IReadOnlyList<OperationRecord> operations)
    {
        var error = ErrorOf(reply);
        return new Envelope(error is null, command) { Data = ViewOf(reply, text, operations), Error = error };
    }

    private static EnvelopeError? ErrorOf(Reply reply) => reply.Status switch
    {
        ReplyStatus.Ok => null,
        ReplyStatus.Asks => new(
            ErrorReason.Waiting, reply.Question?.Prompt ?? "It waits for an answer.",
            "Answer it: POST /v1/questions/{nonce}, or give the command in a terminal."),
        ReplyStatus.Waits => new(
            ErrorReason.Waiting, Said(reply),
            $"An Admin decides. Look again: parentclaw proposals {reply.Proposal?.Id}"),
        ReplyStatus.Refused => new(
            reply.Refusal switch
            {
                RefusalKind.Usage => ErrorReason.Usage,
                RefusalKind.Role => ErrorReason.Forbidden,
                _ => ErrorReason.Refused,
            },
            Said(reply)),
        ReplyStatus.Failed => new(ErrorReason.Failed, Said(reply)),
        var other => throw new InvalidOperationException($"Unknown status {other}."),
    };

    private static string Said(Reply reply) =>
        string.Join('\n', reply.Blocks.OfType<TextBlock>().Select(block => block.Text));

    private static ReplyView ViewOf(Reply reply, string? text, IReadOnlyList<OperationRecord> operations) => new()
    {
        Status = Words.Of(reply.Status),
        Text = text,
        Result = reply.Result,
        Blocks = reply.Blocks.ConvertAll(ViewOf),
        Operation = operations is [var only] ? OperationView.Of(only) : null,
        Operations = reply.Operations is null ? null : [.. operations.Select(OperationView.Of)],
        Question = reply.Question is { Nonce: { } nonce } question ? ViewOf(question, nonce) : null,
        Proposal = reply.Proposal is { } proposal ? ProposalView.Of(proposal) : null,
        Buttons = reply.Buttons.ConvertAll(button => new ButtonView(button.Text, button.Line)),
        RefreshSeconds = reply.RefreshEvery?.TotalSeconds,
        IsPrivate = reply.IsPrivate,
        EndsChat = reply.EndsChat,
    };

    private static QuestionView ViewOf(Question question, string nonce) => new(
        nonce, question.Prompt, Words.Of(question.Kind), question.GoodFor.TotalSeconds,
        question.Choices.ConvertAll(choice => new ChoiceView(choice.Text, choice.Answer)));

    private static BlockView ViewOf(ReplyBlock block) => block switch
    {
        TextBlock text => new TextView(text.Text),
        HeadingBlock heading => new HeadingView(heading.Text),
        TableBlock table => new TableView(table.Columns, table.Rows),
        OutputBlock output => new OutputView(output.Text),
        QuoteBlock quote => new QuoteView(quote.Text),
        FactsBlock facts => new FactsView([.. facts.Facts.Select(fact => new FactView(fact.Name, fact.Value))]),
        FileBlock file => new FileView(file.Name, file.Text),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form for programs."),
    };
}

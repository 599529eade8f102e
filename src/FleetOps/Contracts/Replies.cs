using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// Makes replies of envelopes, for a face that talks with a parent in another process: what
/// <see cref="Envelopes"/> does, backwards. A proposal and several operations come as their text
/// alone. Pure.
/// </summary>
public static class Replies
{
    private const string Strange =
        "The parent answered in words that this version does not know. Bring both to one version, then look with "
        + "/audit what was done.";

    /// <summary>The reply of an envelope; one that came to no answer is a reply that says why.</summary>
    public static Reply Of(Envelope envelope) => (envelope.Data, envelope.Error) switch
    {
        ({ } view, var error) => Of(view, KindOf(error?.Reason)) ?? Reply.Failed(Strange),
        (null, { } error) when IsNo(error.Reason) => Reply.Refused(TextOf(error), KindOf(error.Reason)),
        (null, { } error) => Reply.Failed(TextOf(error)),
        _ => Reply.Failed(Strange),
    };

    /// <summary>The error as sentences: what it is, and what to do next.</summary>
    public static string TextOf(EnvelopeError error) =>
        error.Hint is { } hint ? $"{error.Message.TrimEnd()} {hint}" : error.Message;

    private static bool IsNo(ErrorReason reason) => reason is ErrorReason.Refused or ErrorReason.Usage
        or ErrorReason.Forbidden or ErrorReason.Unauthorized or ErrorReason.NotFound;

    private static RefusalKind KindOf(ErrorReason? reason) => reason switch
    {
        ErrorReason.Usage => RefusalKind.Usage,
        ErrorReason.Forbidden or ErrorReason.Unauthorized => RefusalKind.Role,
        _ => RefusalKind.State,
    };

    private static Reply? Of(ReplyView view, RefusalKind refusal)
    {
        OperationId? operation = null;
        Question? question = null;
        if (!Words.TryRead<ReplyStatus>(view.Status, out var status)
            || (view.Operation is { } shown && !OperationId.TryParse(shown.Id, out operation))
            || (view.Question is { } asked && (question = Of(asked)) is null))
            return null;

        return new Reply
        {
            Status = status,
            Blocks = view.Blocks.ConvertAll(Of),
            Operation = operation,
            Question = question,
            Refusal = status == ReplyStatus.Refused ? refusal : default,
            Result = view.Result,
            Buttons = view.Buttons.ConvertAll(button => new ReplyButton(button.Text, button.Line)),
            RefreshEvery = view.RefreshSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IsPrivate = view.IsPrivate,
            EndsChat = view.EndsChat,
        };
    }

    private static Question? Of(QuestionView view) => Words.TryRead<QuestionKind>(view.Kind, out var kind)
        ? new Question(view.Prompt, kind)
        {
            Nonce = view.Nonce,
            GoodFor = TimeSpan.FromSeconds(view.GoodForSeconds),
            Choices = view.Choices.ConvertAll(choice => new QuestionChoice(choice.Text, choice.Answer)),
        }
        : null;

    private static ReplyBlock Of(BlockView block) => block switch
    {
        TextView text => new TextBlock(text.Text),
        HeadingView heading => new HeadingBlock(heading.Text),
        TableView table => new TableBlock(table.Columns, table.Rows),
        OutputView output => new OutputBlock(output.Text),
        QuoteView quote => new QuoteBlock(quote.Text),
        FactsView facts => new FactsBlock(facts.Facts.ConvertAll(fact => (fact.Name, fact.Value))),
        FileView file => new FileBlock(file.Name, file.Text),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form in a reply."),
    };
}

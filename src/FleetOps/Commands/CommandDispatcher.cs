using System.Reflection;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Takes a line from a face to its handler and the reply back: who may, what was meant, what is missing, what was done
/// before, what went wrong, what is kept in the audit trail. Every face goes through here, so none holds a rule. An
/// order that comes again under its <see cref="Member.OrderKey"/> acts once.
/// </summary>
public sealed partial class CommandDispatcher(
    CommandCatalogue catalogue,
    CommandParser parser,
    IServiceProvider services,
    IFleetStore store,
    ProposalDesk proposals,
    TimeProvider time,
    ILogger<CommandDispatcher> logger)
{
    private const string Line = "A line";
    private const string Leave = "/cancel";

    private static readonly PropertyInfo Answer = typeof(IAsks).GetProperty(nameof(IAsks.Answer))!;
    private static readonly PropertyInfo About = typeof(IAsksInTurn).GetProperty(nameof(IAsksInTurn.About))!;

    private readonly PendingQuestions _questions = new(store, time);
    private readonly ArgumentQuestions _missing = new(store);
    private readonly OrderMemory _orders = new(parser, store, time);

    /// <summary>
    /// Carries out a line. A question in the reply has its <see cref="Question.Nonce"/>; the answer comes to
    /// <see cref="AnswerAsync"/>. Throws nothing but <see cref="OperationCanceledException"/>.
    /// </summary>
    public Task<Reply> DispatchAsync(string line, Member by, CancellationToken cancellationToken) =>
        GuardAsync(() => TakeAsync(new CommandDraft(line), false, by, cancellationToken), Line, by, cancellationToken);

    /// <summary>
    /// As <see cref="DispatchAsync"/>, for a face that converses: what is missing at the end of the line is asked for,
    /// one thing after the other, instead of refused.
    /// </summary>
    public Task<Reply> ConverseAsync(string line, Member by, CancellationToken cancellationToken) =>
        GuardAsync(() => TakeAsync(new CommandDraft(line), true, by, cancellationToken), Line, by, cancellationToken);

    /// <summary>
    /// Goes on with the command that a question stood before. The answer counts once, from the person who was asked,
    /// as long as <see cref="Question.GoodFor"/>; else nothing is done, nor where it is <c>/cancel</c>.
    /// </summary>
    public Task<Reply> AnswerAsync(string nonce, string answer, Member by, CancellationToken cancellationToken) =>
        GuardAsync(
            async () => await _questions.TakeAsync(nonce, by, cancellationToken) switch
            {
                QuestionTaking.Taken when answer.Trim() == Leave => Reply.Ok("Left. Nothing was done."),
                QuestionTaking.Taken({ IsForArgument: true } asked) =>
                    await CompleteAsync(asked, answer, by, cancellationToken),
                QuestionTaking.Taken(var asked) => await GoOnAsync(asked, answer, by, cancellationToken),
                QuestionTaking.Refused(var why) => Reply.Refused(why),
                var other => throw new InvalidOperationException($"Unknown taking {other}."),
            },
            "An answer",
            by,
            cancellationToken);

    /// <summary>The question of a nonce, where this member may still answer it; else null.</summary>
    public Task<Question?> FindQuestionAsync(string nonce, Member by, CancellationToken cancellationToken) =>
        _questions.FindAsync(nonce, by, cancellationToken);

    /// <summary>Drops all questions that wait for an answer of this member, and returns how many.</summary>
    public Task<int> DropAsync(Member by, CancellationToken cancellationToken) =>
        _questions.DropAsync(by, cancellationToken);

    private async Task<Reply> TakeAsync(
        CommandDraft draft, bool converses, Member by, CancellationToken cancellationToken) =>
        parser.Read(draft) switch
        {
            Reading.Complete(var command) => await CarryOutAsync(draft, command, by, cancellationToken),
            Reading.Incomplete(var described, var missing, _) when converses =>
                await AskForAsync(draft, described, missing, by, cancellationToken),
            Reading.Incomplete(_, _, var why) => Reply.Refused(why, RefusalKind.Usage),
            Reading.Refused(var why) => Reply.Refused(why, RefusalKind.Usage),
            var other => throw new InvalidOperationException($"Unknown reading {other}."),
        };

    /// <summary>Takes the answer as the missing argument, as that alone; asks again where it cannot be.</summary>
    private async Task<Reply> CompleteAsync(
        PendingQuestion asked, string answer, Member by, CancellationToken cancellationToken)
    {
        if (parser.Read(asked.Draft) is not Reading.Incomplete(var described, var missing, _))
            return Reply.Refused("The command has changed since. Give it again.");
        if (missing.TryAnswer(answer, out var given, out var refusal))
            return await TakeAsync(
                asked.Draft with { Answers = asked.Draft.Answers.Add(given) }, true, by, cancellationToken);

        var again = await AskForAsync(asked.Draft, described, missing, by, cancellationToken);
        return again with { Blocks = again.Blocks.Insert(0, new TextBlock(refusal)) };
    }

    private async Task<Reply> GoOnAsync(
        PendingQuestion asked, string answer, Member by, CancellationToken cancellationToken)
    {
        if (parser.Read(asked.Draft) is not Reading.Complete(var command))
            return Reply.Refused("The command has changed since. Give it again.");

        Answer.SetValue(command, answer); // the record was made for this call, nobody else has seen it
        if (command is IAsksInTurn)
            About.SetValue(command, asked.Question.About);
        return await CarryOutAsync(asked.Draft, command, by, cancellationToken);
    }

    private async Task<Reply> AskForAsync(
        CommandDraft draft,
        CommandDescription described,
        ArgumentDescription missing,
        Member by,
        CancellationToken cancellationToken)
    {
        if (by.Role < described.Role)
            return await RefuseAsync(draft, described, null, by, cancellationToken);

        var question = await _missing.AskAsync(described, missing, cancellationToken);
        return Reply.Ask(await _questions.AddAsync(question, draft, isForArgument: true, by, cancellationToken));
    }
}

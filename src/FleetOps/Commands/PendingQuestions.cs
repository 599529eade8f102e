using System.Security.Cryptography;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>The questions that wait for an answer; they are in the store, and outlive the process.</summary>
internal sealed class PendingQuestions(IOrderStore store, TimeProvider time)
{
    /// <summary>Why a question that is not there, was answered or is too old cannot be answered.</summary>
    private const string Gone = "That question was answered before, or waited too long. Give the command again.";

    /// <summary>Keeps a question that stands before a command.</summary>
    /// <returns>The question with the nonce that its answer must bring.</returns>
    public async Task<Question> AddAsync(
        Question question, CommandDraft draft, bool isForArgument, Member by, CancellationToken cancellationToken)
    {
        // 24 characters fit Telegram's 64 bytes of callback data.
        var asked = question with { Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) };
        var now = time.GetUtcNow();
        var pending = new PendingQuestion
        {
            Question = asked,
            Draft = draft,
            IsForArgument = isForArgument,
            AskedBy = by.Id,
            Until = now + question.GoodFor,
        };
        await store.AddQuestionAsync(pending, now, cancellationToken);
        return asked;
    }

    /// <summary>The question of a nonce, where this member may still answer it; else null.</summary>
    public async Task<Question?> FindAsync(string nonce, Member by, CancellationToken cancellationToken) =>
        await store.FindQuestionAsync(nonce, cancellationToken) is { } pending
            && pending.AskedBy == by.Id && IsOpen(pending, by)
            ? pending.Question
            : null;

    /// <summary>
    /// Takes a question, so that its answer counts once. Somebody else's is left for him to answer; the order that took
    /// it before, and comes again, has it still.
    /// </summary>
    public async Task<QuestionTaking> TakeAsync(string nonce, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindQuestionAsync(nonce, cancellationToken) is not { } pending)
            return new QuestionTaking.Refused(Gone);
        if (pending.AskedBy != by.Id)
            return new QuestionTaking.Refused(
                "Only the person who was asked can answer. Give the command yourself.");

        return IsOpen(pending, by) && await store.TakeQuestionAsync(nonce, by.OrderKey, cancellationToken)
            ? new QuestionTaking.Taken(pending)
            : new QuestionTaking.Refused(Gone);
    }

    /// <summary>Drops all that wait for a member, and returns how many.</summary>
    public Task<int> DropAsync(Member by, CancellationToken cancellationToken) =>
        store.DropQuestionsAsync(by.Id, time.GetUtcNow(), cancellationToken);

    private bool IsOpen(PendingQuestion pending, Member by) => pending.TakenBy is { } order
        ? order.Length > 0 && order == by.OrderKey // in time when it was taken
        : time.GetUtcNow() <= pending.Until;
}

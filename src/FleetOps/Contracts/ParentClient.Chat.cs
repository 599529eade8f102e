namespace ParentClaw.FleetOps.Contracts;

/// <content>What a chat in another process needs of the parent.</content>
public sealed partial class ParentClient
{
    /// <summary>Says a line, as in a chat; a person's alone.</summary>
    /// <param name="line">The line.</param>
    /// <param name="orderKey">As for <see cref="OrderAsync"/>.</param>
    /// <param name="cancellationToken">Stops the wait; the line may be carried out all the same.</param>
    public Task<Envelope> ChatAsync(ChatLine line, string? orderKey, CancellationToken cancellationToken) => PostAsync(
        "chat", "v1/chat", line, ContractJson.Default.ChatLine, orderKey, cancellationToken);

    /// <summary>Answers a question; to be given once.</summary>
    public Task<Envelope> AnswerAsync(string nonce, QuestionAnswer answer, CancellationToken cancellationToken) =>
        AnswerAsync(nonce, answer, null, cancellationToken);

    /// <summary>Answers a question.</summary>
    /// <param name="nonce">The question's.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="orderKey">
    /// As for <see cref="OrderAsync"/>: an answer counts once, and only under its key may it be given again.
    /// </param>
    /// <param name="cancellationToken">Stops the wait; the answer may count all the same.</param>
    public Task<Envelope> AnswerAsync(
        string nonce, QuestionAnswer answer, string? orderKey, CancellationToken cancellationToken) => PostAsync(
        "answer", $"v1/questions/{Uri.EscapeDataString(nonce)}", answer, ContractJson.Default.QuestionAnswer, orderKey,
        cancellationToken);

    /// <summary>Whom one reached; read it with <see cref="AboutView.Of"/>.</summary>
    public Task<Envelope> AboutAsync(CancellationToken cancellationToken) =>
        GetAsync("about", "v1/about", cancellationToken);

    /// <summary>What people were told after a number; read it with <see cref="NewsView.Of"/>.</summary>
    public Task<Envelope> ListNewsAsync(long since, CancellationToken cancellationToken) =>
        GetAsync("news", $"v1/news?since={since}", cancellationToken);
}

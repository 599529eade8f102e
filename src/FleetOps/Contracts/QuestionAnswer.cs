namespace ParentClaw.FleetOps.Contracts;

/// <summary>The answer to a question: the body of <c>POST /v1/questions/{nonce}</c>.</summary>
/// <param name="Answer">What was answered.</param>
/// <param name="Columns">As in <see cref="CommandOrder.Columns"/>.</param>
public sealed record QuestionAnswer(string Answer, int? Columns = null);

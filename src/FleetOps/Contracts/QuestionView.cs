using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>What is asked before a command is carried out; the answer goes to <c>/v1/questions/{nonce}</c>.</summary>
/// <param name="Nonce">Good once, for the same caller.</param>
/// <param name="Prompt">The question.</param>
/// <param name="Kind"><c>yes_no</c>, <c>typed</c>, <c>secret</c> (not to be echoed) or <c>choice</c>.</param>
/// <param name="GoodForSeconds">How long an answer counts.</param>
/// <param name="Choices">What can be answered.</param>
public sealed record QuestionView(
    string Nonce, string Prompt, string Kind, double GoodForSeconds, ImmutableList<ChoiceView> Choices);

/// <summary>One answer that a question offers.</summary>
/// <param name="Text">As shown.</param>
/// <param name="Answer">What is handed back.</param>
public sealed record ChoiceView(string Text, string Answer);

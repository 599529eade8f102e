namespace ParentClaw.FleetOps.Commands;

/// <summary>One answer that a question offers.</summary>
/// <param name="Text">As shown.</param>
/// <param name="Answer">What is handed back.</param>
public sealed record QuestionChoice(string Text, string Answer);

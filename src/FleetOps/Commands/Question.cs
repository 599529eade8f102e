namespace ParentClaw.FleetOps.Commands;

/// <summary>What a person is asked before a command is carried out.</summary>
/// <param name="Prompt">The question, one line; what happens and what stays is in the reply's blocks.</param>
/// <param name="Kind">How it is answered.</param>
public sealed record Question(string Prompt, QuestionKind Kind);

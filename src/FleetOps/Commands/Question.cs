namespace ParentClaw.FleetOps.Commands;

/// <summary>What a person is asked before a command is carried out.</summary>
/// <param name="Prompt">The question, one line; what happens and what stays is in the reply's blocks.</param>
/// <param name="Kind">How it is answered.</param>
public sealed record Question(string Prompt, QuestionKind Kind)
{
    /// <summary>
    /// What the face hands back with the answer; good once, for the same person, for a minute. Set by the dispatcher
    /// alone.
    /// </summary>
    public string? Nonce { get; init; }
}

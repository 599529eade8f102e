using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What a person is asked before a command is carried out.</summary>
/// <param name="Prompt">The question, one line; what happens and what stays is in the reply's blocks.</param>
/// <param name="Kind">How it is answered.</param>
public sealed record Question(string Prompt, QuestionKind Kind)
{
    /// <summary>
    /// What the face hands back with the answer; good once, for the same person, as long as <see cref="GoodFor"/>. Set
    /// by the dispatcher alone.
    /// </summary>
    public string? Nonce { get; init; }

    /// <summary>
    /// How long an answer counts; a minute by default, for what was shown with the question may have changed later
    /// (DESIGN §8). What only gathers words may take longer.
    /// </summary>
    public TimeSpan GoodFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Which of a command's questions this is, given back in <see cref="IAsksInTurn.About"/>; null where there is one.
    /// </summary>
    public string? About { get; init; }

    /// <summary>What can be answered, where <see cref="Kind"/> is <see cref="QuestionKind.Choice"/>.</summary>
    public ImmutableList<QuestionChoice> Choices { get; init; } = [];
}

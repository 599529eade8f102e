namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// A command that asks one thing after the other. Each answer comes with what it is about, is kept at once, and the
/// next question follows from what is then still missing: left in the middle, the command goes on where it was.
/// </summary>
public interface IAsksInTurn : IAsks
{
    /// <summary>The <see cref="Question.About"/> of the question that was answered; null the first time.</summary>
    string? About { get; init; }
}

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// A command that asks something before it acts. Without an answer its handler returns a <see cref="Reply"/> with a
/// <see cref="Question"/>; the face brings the answer, and the same command comes again with it.
/// </summary>
public interface IAsks : ICommand
{
    /// <summary>What the person answered; null the first time. Never an argument of the line.</summary>
    string? Answer { get; init; }
}

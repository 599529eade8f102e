namespace ParentClaw.FleetOps.Commands;

/// <summary>What a person answered when an argument was missing.</summary>
/// <param name="Argument">The argument's name.</param>
/// <param name="Text">What he answered; it is this argument, whatever it looks like.</param>
/// <param name="IsNamed">Whether it stands as <c>name=value</c> in a line.</param>
public sealed record GivenAnswer(string Argument, string Text, bool IsNamed = false);

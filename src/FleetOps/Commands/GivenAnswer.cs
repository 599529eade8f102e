namespace ParentClaw.FleetOps.Commands;

/// <summary>What a person answered when an argument was missing.</summary>
/// <param name="Argument">The argument's name.</param>
/// <param name="Text">What he answered; it is this argument, whatever it looks like.</param>
public sealed record GivenAnswer(string Argument, string Text);

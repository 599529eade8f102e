namespace ParentClaw.FleetOps.Contracts;

/// <summary>Something that could be done next.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Line">The command line it stands for, as in a chat.</param>
public sealed record ButtonView(string Text, string Line);

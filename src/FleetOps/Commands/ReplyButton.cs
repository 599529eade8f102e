namespace ParentClaw.FleetOps.Commands;

/// <summary>Something that could be done next.</summary>
/// <param name="Text">On the button.</param>
/// <param name="Line">The command line it stands for.</param>
public sealed record ReplyButton(string Text, string Line);

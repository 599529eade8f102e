namespace ParentClaw.TestKit;

/// <summary>What was said in a conversation with a model, or what the model says.</summary>
/// <param name="Role">Who: <c>system</c>, <c>user</c>, <c>assistant</c>, or <c>tool</c> for what a tool gave.</param>
/// <param name="Text">What; of a call its arguments in JSON.</param>
/// <param name="Tool">The tool that the model calls; null where it only speaks.</param>
public sealed record ModelTurn(string Role, string Text, string? Tool = null);

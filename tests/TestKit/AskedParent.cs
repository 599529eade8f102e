namespace ParentClaw.TestKit;

/// <summary>A request as a <see cref="ScriptedParent"/> got it.</summary>
public sealed record AskedParent(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers);

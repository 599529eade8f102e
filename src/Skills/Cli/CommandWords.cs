using System.Collections.Immutable;

namespace ParentClaw.Skills.Cli;

/// <summary>What was given to a command, apart from the options that all take.</summary>
/// <param name="Positional">Its words in order; <c>name=value</c> among them.</param>
/// <param name="Named">What was given by <c>--name</c>.</param>
internal sealed record CommandWords(ImmutableList<string> Positional, ImmutableDictionary<string, string> Named);

using System.Text.RegularExpressions;

namespace ParentClaw.Skills.Cli;

/// <summary>What a call wishes beside the command itself: the options that every command takes.</summary>
internal sealed partial record Call
{
    /// <summary>The environment variable that names the agent who calls.</summary>
    public const string AgentVariable = "PARENTCLAW_AGENT";

    /// <summary>The agent's name where nobody gave one.</summary>
    public const string SomeAgent = "cli";

    /// <summary>What an agent's name is.</summary>
    public const string AgentRule = "An agent's name has 1 to 40 characters of a-z, A-Z, 0-9, '.', '_' and '-'.";

    /// <summary>Whether the answer is an envelope on one line.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to wait: for a decision too where true, for nothing where false, else for operations.</summary>
    public bool? Wait { get; init; }

    /// <summary>How long the whole may take; null for as long as it does.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether nothing but errors is said.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether it is given again and again until it is stopped.</summary>
    public bool Watch { get; init; }

    /// <summary>Whether only to tell what it would do.</summary>
    public bool DryRun { get; init; }

    /// <summary>Why, for who decides.</summary>
    public string? Why { get; init; }

    /// <summary>The agent named; null for none.</summary>
    public string? Agent { get; init; }

    /// <summary>The data folder named; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>Where a file in the answer goes; null for standard output.</summary>
    public string? Output { get; init; }

    /// <summary>Whether to explain instead.</summary>
    public bool Help { get; init; }

    /// <summary>Whether operations are waited for.</summary>
    public bool WaitsForOperation => Wait is not false && !DryRun;

    /// <summary>Whether decisions are waited for.</summary>
    public bool WaitsForDecision => Wait is true;

    /// <summary>
    /// The agent that calls; null where a person at a terminal does: one who sees and types, named no agent and wants
    /// no JSON.
    /// </summary>
    public string? AgentIn(Surroundings around) =>
        Agent ?? Named(around) ?? (around.IsPersonThere && !Json ? null : SomeAgent);

    /// <summary>Whether a name may be an agent's.</summary>
    public static bool IsAgentName(string name) => AgentName().IsMatch(name);

    private static string? Named(Surroundings around) =>
        around.Variable(AgentVariable) is { Length: > 0 } name ? name : null;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,40}\z")]
    private static partial Regex AgentName();
}

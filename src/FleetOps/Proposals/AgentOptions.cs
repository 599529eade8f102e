using System.ComponentModel.DataAnnotations;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>What agents may do by themselves.</summary>
public sealed class AgentOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Agents";

    /// <summary>Stands for every role in <see cref="Rules"/>.</summary>
    internal const string Any = "Any";

    /// <summary>How long a proposal waits for an Admin.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many proposals of one agent wait at once; 10 by default: a person reads them in one go, and a program in a
    /// loop leaves the other agents their places.
    /// </summary>
    [Range(1, ProposalDesk.MostWaiting)]
    public int MostWaiting { get; set; } = 10;

    /// <summary>
    /// By role of the agent (or <c>Any</c>), then by the command's name or by what it does (<c>Reads</c>,
    /// <c>Changes</c>, <c>Destroys</c>). A name wins over what it does, a role over <c>Any</c>. What nothing is said of
    /// is done where it only reads, and asked for else.
    /// </summary>
    public Dictionary<string, Dictionary<string, AgentRule>> Rules { get; set; } =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule for a command.</summary>
    /// <param name="role">The agent's role.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="effect">What it does, with these arguments.</param>
    public AgentRule RuleFor(Role role, string command, Effect effect)
    {
        string[] roles = [$"{role}", Any];
        string[] names = [command, $"{effect}"];
        foreach (var name in names)
        {
            foreach (var who in roles)
            {
                if (Rules.TryGetValue(who, out var rules) && Find(rules, name) is { } rule)
                    return rule;
            }
        }

        return effect == Effect.Reads ? AgentRule.Act : AgentRule.Ask;
    }

    private static AgentRule? Find(Dictionary<string, AgentRule> rules, string name)
    {
        foreach (var (key, rule) in rules)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return rule;
        }

        return null;
    }
}

using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>
/// What no attribute can say of <see cref="AgentOptions"/>: roles, commands and effects that there are. A mistyped name
/// would let an agent do what was meant to be refused.
/// </summary>
internal sealed class AgentRules(CommandCatalogue catalogue) : IValidateOptions<AgentOptions>
{
    private static readonly string[] Who = [.. Enum.GetNames<Role>(), AgentOptions.Any];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        string[] what = [.. catalogue.Commands.Select(command => command.Name), .. Enum.GetNames<Effect>()];
        string[] complaints =
        [
            .. options.Rules.Keys.Where(role => !IsOne(role, Who)).Select(role => Say(role, "role", Who)),
            .. options.Rules.SelectMany(rules => rules.Value.Keys.Where(key => !IsOne(key, what))
                .Select(key => Say($"{rules.Key}:{key}", "command and no Reads, Changes or Destroys", what, key))),
        ];
        return complaints.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }

    private static bool IsOne(string word, string[] known) => known.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static string Say(string key, string kind, string[] known, string? word = null)
    {
        var meant = Nearest.To(word ?? key, known);
        return $"The setting {AgentOptions.Section}:Rules:{key} names no {kind}."
            + (meant is null ? " /help lists the commands." : $" Did you mean {meant}?");
    }
}

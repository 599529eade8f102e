using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>A claw for programs: the facts of the store, and what the last probe saw.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Where it is in its life, in snake_case: <c>running</c>, <c>rolling_back</c>.</param>
/// <param name="Verdict">
/// What the last probe saw, in snake_case; of a claw that does not run, what the last one saw before. Null where none
/// was made.
/// </param>
/// <param name="Reasons">Why, worst first.</param>
/// <param name="ProbedAt">When that was.</param>
/// <param name="Profile"><c>headless</c> or <c>desktop</c>.</param>
/// <param name="Image">The image its machine started from; null without a machine.</param>
/// <param name="AppLayer">Version of what is installed on it.</param>
/// <param name="OpenClaw">OpenClaw's version, as the machine reported it.</param>
/// <param name="Size">The cloud's name of the machine's size.</param>
/// <param name="Address">Where the parent reaches it.</param>
/// <param name="Owner">Numeric Telegram id of its user.</param>
/// <param name="Bot">Its bot's name, without <c>@</c>.</param>
/// <param name="Model">Its model, <c>provider/name</c>.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Failure">What failed last, a sentence; only of a failed claw.</param>
/// <param name="CreatedAt">When it was first ordered.</param>
public sealed record ClawView(
    string Name, string State, string? Verdict, IReadOnlyList<string> Reasons, DateTimeOffset? ProbedAt, string Profile,
    string? Image, string? AppLayer, string? OpenClaw, string? Size, string? Address, long? Owner, string? Bot,
    string? Model, ImmutableSortedDictionary<string, string> Labels, string? Failure, DateTimeOffset CreatedAt)
{
    /// <summary>The view of a claw and its last probe.</summary>
    public static ClawView Of(Claw claw, Probe? probe) => new(
        claw.Name.Value, Words.Of(claw.State), probe is null ? null : Words.Of(probe.Verdict.Kind),
        probe?.Verdict.Reasons ?? [], probe?.At, Words.Of(claw.Profile),
        claw.Spec?.Image.ToString(), claw.Spec?.AppLayer.ToString(), claw.Spec?.OpenClaw?.Value, claw.Spec?.Size,
        claw.Address?.ToString(), claw.Owner, claw.BotUserName, claw.Model, claw.Labels, claw.Failure?.Message,
        claw.CreatedAt);
}

using System.Collections.Immutable;
using System.Text.Json;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Sets one part of a claw's configuration, if the whole is valid with it.</summary>
internal sealed class ConfigSetting(IGatewayConfig config)
{
    // A longer line is none that one would press a button for.
    private const int LongestWayBack = 200;

    /// <summary>What it comes to; asks before where a mistake would cut the claw off or open it.</summary>
    public async Task<Intent> LookAsync(Claw claw, ConfigCommand command, CancellationToken cancellationToken)
    {
        if (command is not { Path: { } path, Value: { } typed })
            return Reply.Refused(
                $"Which part, and to what? /config {claw.Name} set channels.telegram.dmPolicy allowlist");
        if (!ConfigText.TryReadValue(typed, out var value, out var refusal))
            return Reply.Refused(refusal);

        var was = await FindAsync(claw, path, cancellationToken);
        var changes = ConfigChange.Between(path, was, value).ToList();
        if (changes.Count == 0)
            return Reply.Ok($"{path} is that already; nothing was changed.");
        if (changes.Select(change => ConfigRules.FindRefusal(claw.Name, change)).OfType<string>().FirstOrDefault()
            is { } unsafely)
            return Reply.Refused(unsafely);

        var risks = changes.Select(ConfigRules.FindRisk).OfType<string>().Distinct().ToList();
        ReplyBlock[] plan = [.. risks.Select(risk => new TextBlock(risk)), Facts(path, was, value)];
        if (risks.Count > 0 && command.Answer is null)
            return Reply.Ask(new Question($"Set {Quoted.Line(path, 60)} of {claw.Name}?", QuestionKind.YesNo), plan);
        if (command.Answer is { } answer && !Answers.IsYes(answer))
            return Reply.Refused($"{path} stays as it is.");

        return Intent.To(() => SetAsync(claw, path, was, value, cancellationToken), plan);
    }

    private async Task<Reply> SetAsync(
        Claw claw, string path, JsonElement? was, JsonElement value, CancellationToken cancellationToken)
    {
        try
        {
            await config.SetConfigAsync(claw, path, value, cancellationToken);
        }
        catch (FleetException refused) when (refused.Reason == FailureReason.GatewayRefused)
        {
            return Reply.Refused($"Nothing was changed. {refused.Message}");
        }

        return Reply.Ok(new TextBlock($"{claw.Name}'s configuration was changed."), Facts(path, was, value)) with
        {
            Buttons = WayBack(claw, path, was),
        };
    }

    private async Task<JsonElement?> FindAsync(Claw claw, string path, CancellationToken cancellationToken)
    {
        try
        {
            return ConfigText.Parse((await config.ReadConfigAsync(claw, path, cancellationToken)).Text);
        }
        catch (FleetException gone) when (gone.Reason == FailureReason.NotFound)
        {
            return null;
        }
    }

    private static FactsBlock Facts(string path, JsonElement? was, JsonElement value) => new(
        ("Part", path), ("Was", ConfigChange.Say(was)), ("Is", ConfigChange.Say(value)));

    private static ImmutableList<ReplyButton> WayBack(Claw claw, string path, JsonElement? was) =>
        was is { } former
        && $"/config {claw.Name} set {path} {ConfigChange.Compact(former)}" is { Length: <= LongestWayBack } line
        && !line.Contains(ConfigChange.Redacted, StringComparison.Ordinal)
            ? [new ReplyButton("Set it back", line)]
            : [];
}

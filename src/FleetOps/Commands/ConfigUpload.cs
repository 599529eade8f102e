using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Puts a file in place of a claw's configuration, once a person saw what that changes.</summary>
internal sealed class ConfigUpload(IGatewayConfig config)
{
    private const int LongestFile = 512 * 1024;
    private const int MostShown = 30;

    // A difference is read first; whether it still holds is checked by fingerprint, not by the clock.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>Shows what the file changes and asks; with a yes it is put in place.</summary>
    public async Task<Intent> LookAsync(Claw claw, ConfigCommand command, CancellationToken cancellationToken)
    {
        if (command.File is not { } file)
            return Reply.Refused(
                $"Which file? /config {claw.Name} upload file=/path/on/the/parent/openclaw.json. "
                + $"/config {claw.Name} download gives one to begin with.");

        var (text, refusal) = await ReadAsync(file, cancellationToken);
        if (text is null)
            return Reply.Refused($"{Quoted.Text(file)} was not taken: {refusal}");
        if (!ConfigText.TryReadFile(text, out var wanted, out refusal))
            return Reply.Refused($"{Quoted.Text(file)} was not taken: {refusal}");

        var now = await config.ReadConfigAsync(claw, path: null, cancellationToken);
        var changes = ConfigChange.Between("", ConfigText.Parse(now.Text), wanted).ToList();
        if (changes.Count == 0)
            return Reply.Ok($"{claw.Name}'s configuration is that already; nothing was changed.");
        if (changes.Select(change => FindRefusal(claw, change)).OfType<string>().FirstOrDefault() is { } unsafely)
            return Reply.Refused(unsafely);

        var seen = Fingerprint(now, text);
        if (command.Answer is null)
            return Show(Ask(claw, changes, seen), seen);
        if (!Answers.IsYes(command.Answer))
            return Reply.Refused($"{claw.Name}'s configuration stays as it is.");
        if (command.About != seen)
            return Reply.Refused(
                "The file or the configuration is another since you were shown what changes. Give the command again.");

        return Intent.To(() => ReplaceAsync(claw, wanted, now.Hash, changes.Count, cancellationToken));
    }

    private async Task<Reply> ReplaceAsync(
        Claw claw, JsonElement wanted, string? hash, int changed, CancellationToken cancellationToken)
    {
        try
        {
            await config.ReplaceConfigAsync(claw, ConfigText.Of(wanted), hash, cancellationToken);
        }
        catch (FleetException refused) when (refused.Reason == FailureReason.GatewayRefused)
        {
            return Reply.Refused($"Nothing was changed. {refused.Message}");
        }

        return Reply.Ok($"{claw.Name}'s configuration was replaced; {Count(changed)} changed.") with
        {
            Buttons = [new ReplyButton("Check the claw", $"/verify {claw.Name}")],
        };
    }

    // What is not shown of a long difference must not change unseen either between a plan and its approval.
    private static Intent Show(Reply asked, string seen) => Intent.To(
        () => Task.FromResult(asked),
        [new TextBlock($"An approval is good for this change alone ({seen[..8]})."), .. asked.Blocks]);

    private static Reply Ask(Claw claw, List<ConfigChange> changes, string seen)
    {
        var table = new TableBlock(
            ["Part", "Is", "Becomes"],
            [
                .. changes.Take(MostShown).Select(change => ImmutableList.Create(
                    Quoted.Line(change.Path, 100), ConfigChange.Say(change.Was), ConfigChange.Say(change.Is))),
            ]);
        var more = changes.Count - MostShown;
        var notes = changes.Select(ConfigRules.FindRisk).OfType<string>().Distinct()
            .Prepend(more > 0 ? $"{more} more are not shown." : null).OfType<string>();
        return Reply.Ask(
            new Question($"Replace {claw.Name}'s configuration?", QuestionKind.YesNo)
            {
                About = seen,
                GoodFor = GoodFor,
            },
            [
                new TextBlock($"{Count(changes.Count)} would change:"), table,
                .. notes.Select(note => new TextBlock(note)),
            ]);
    }

    private static string? FindRefusal(Claw claw, ConfigChange change) =>
        change.Is is { } value && ConfigChange.Compact(value).Contains(Secret.Redacted, StringComparison.Ordinal)
            ? $"{change.Path} has {Secret.Redacted} in it, where a secret was not shown. Write there what shall stand "
                + "there, or leave the part as it is."
            : ConfigRules.FindRefusal(claw.Name, change);

    private static async Task<(string? Text, string? Refusal)> ReadAsync(
        string file, CancellationToken cancellationToken)
    {
        try
        {
            return await SmallFile.ReadAsync(file, LongestFile, cancellationToken) is { } text
                ? (text, null)
                : (null, $"it has more than {LongestFile / 1024} KiB.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private static string Fingerprint(GatewayConfig now, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{now.Hash ?? now.Text}\n{text}")))[..32];

    private static string Count(int changes) => changes == 1 ? "1 value" : $"{changes} values";
}

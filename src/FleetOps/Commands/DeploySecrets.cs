using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Gathers what a claw needs to live before it is made: its secrets, its owner, its model.</summary>
public sealed class DeploySecrets(ISecretStore secrets, DeployDefaults defaults)
{
    // The longest real ones, signed tokens, have about 2 KiB each.
    private const int LongestFile = 256 * 1024;

    /// <summary>
    /// Gathers the file's secrets and what the defaults make up; keeps nothing yet. Returns what is missing or wrong as
    /// a sentence, or null.
    /// </summary>
    /// <param name="claw">For whom.</param>
    /// <param name="file">The file, if the person named one.</param>
    /// <param name="given">Gets what is to be kept once the person agreed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<string?> GatherAsync(
        Claw claw, string? file, Dictionary<SecretName, Secret> given, CancellationToken cancellationToken)
    {
        if (file is not null && await ReadAsync(file, given, cancellationToken) is { } wrong)
            return wrong;

        var known = await secrets.ListAsync(claw.Name, cancellationToken);
        foreach (var (name, make) in defaults.Secrets.Where(made => !known.ContainsKey(made.Key)))
            given.TryAdd(name, make(claw.Name));

        if (given.GetValueOrDefault(SecretName.TelegramBotToken) is { } token
            && await secrets.FindHoldersAsync(SecretName.TelegramBotToken, token, cancellationToken) is var holders
            && holders.FirstOrDefault(holder => holder != claw.Name) is { } other)
            return $"{other} already uses that bot token; one token never serves two claws. "
                + "Make another bot with @BotFather.";

        return Missing(claw, [.. known.Keys, .. given.Keys]);
    }

    /// <summary>Keeps what was gathered.</summary>
    public async Task KeepAsync(
        ClawName claw, IReadOnlyDictionary<SecretName, Secret> given, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in given)
            await secrets.SetAsync(claw, name, value, cancellationToken);
    }

    private static string? Missing(Claw claw, HashSet<SecretName> names)
    {
        var provider = claw.Model?.Split('/', 2)[0];
        string?[] missing =
        [
            names.Contains(SecretName.TelegramBotToken)
                ? null : $"the bot's token: /secret set {claw.Name} {SecretName.TelegramBotToken}",
            claw.Owner is null ? "its user's numeric Telegram id: owner=…" : null,
            claw.Model is null ? "its model: model=provider/name" : null,
            provider is not null && SecretName.OfProvider(provider) is { } key && !names.Contains(key)
                ? $"the key of {provider}: /secret set {claw.Name} {key}" : null,
        ];
        var lines = missing.OfType<string>().ToList();
        return lines.Count == 0 ? null : $"{claw.Name} cannot live without {string.Join("; ", lines)}.";
    }

    private static async Task<string?> ReadAsync(
        string file, Dictionary<SecretName, Secret> found, CancellationToken cancellationToken)
    {
        try
        {
            if (await SmallFile.ReadAsync(file, LongestFile, cancellationToken) is not { } text)
                return $"{file} is no secrets file: it has more than {LongestFile / 1024} KiB.";

            var number = 0;
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
                    continue;
                if (line.IndexOf('=', StringComparison.Ordinal) is var at and > 0
                    && SecretName.TryParse(line[..at].Trim().ToLowerInvariant(), out var name)
                    && !name.IsInternal && at + 1 < line.Length)
                    found[name] = new Secret(line[(at + 1)..]);
                else
                    return $"Line {number} of {file} is no NAME=value of a secret.";
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{file} cannot be read: {e.Message}";
        }
    }
}

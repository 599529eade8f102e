using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/config</c>: a claw's <c>openclaw.json</c>, in which secrets are never shown.</summary>
[FleetCommand(
    "config", "View, change, download or replace a claw's configuration; secrets are never shown.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true,
    Example = "/config alice set agents.defaults.model.primary xai/grok-4", Order = 41)]
public sealed record ConfigCommand(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("action", "What to do; view if not said.", Choices = "view|set|download|upload")]
    string? Action = null,
    [property: Argument("path", "Which part, as channels.telegram; all of it without.")] string? Path = null,
    [property: Argument("value", "To set: JSON, or a text as it is.", TakesRest = true)] string? Value = null,
    [property: Argument("file", "To upload: a file on the parent's machine.", IsNamed = true)] string? File = null)
    : IAsksInTurn, IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Action is null or "view" or "download" ? Effect.Reads : Effect.Changes;

    /// <inheritdoc/>
    public string? Answer { get; init; }

    /// <inheritdoc/>
    public string? About { get; init; }
}

/// <summary>Carries out <see cref="ConfigCommand"/>. To look is for Operators, to change for Admins.</summary>
public sealed class ConfigCommandHandler(IFleetStore store, IGatewayConfig config, ISecretStore secrets)
    : LookingHandler<ConfigCommand>
{
    /// <inheritdoc/>
    private protected override Task<Intent> LookAsync(
        ConfigCommand command, Member by, CancellationToken cancellationToken) =>
        store.LookAtServingAsync(
            command.Claw,
            async claw => command.Action?.ToLowerInvariant() switch
            {
                "set" or "upload" when by.Role < Role.Admin => Reply.Refused(
                    $"/config {command.Action} is for {Role.Admin}s, not {by.Role}s. Ask an Admin."),
                "set" => await new ConfigSetting(config).LookAsync(claw, command, cancellationToken),
                "upload" => await new ConfigUpload(config).LookAsync(claw, command, cancellationToken),
                "download" => await DownloadAsync(claw, cancellationToken),
                _ => await ViewAsync(claw, command, cancellationToken),
            },
            cancellationToken);

    private async Task<Reply> ViewAsync(Claw claw, ConfigCommand command, CancellationToken cancellationToken)
    {
        if (command.Value is not null)
            return Reply.Refused(
                $"To change it: /config {claw.Name} set {Quoted.Line(command.Path ?? "PATH", 60)} VALUE.");

        try
        {
            var read = await config.ReadConfigAsync(claw, command.Path, cancellationToken);
            return Reply.Ok(new OutputBlock(await secrets.RedactAsync(claw.Name, read.Text, cancellationToken)));
        }
        catch (FleetException gone) when (gone.Reason == FailureReason.NotFound && command.Path is not null)
        {
            return await NothingAsync(claw, command.Path, cancellationToken);
        }
    }

    private async Task<Reply> NothingAsync(Claw claw, string path, CancellationToken cancellationToken)
    {
        var all = ConfigText.Parse((await config.ReadConfigAsync(claw, path: null, cancellationToken)).Text);
        var meant = Nearest.To(path, ConfigChange.Between("", was: null, all).SelectMany(Prefixes).Distinct());
        var refusal = Reply.Refused(
            $"Nothing stands at {Quoted.Text(path)} in {claw.Name}'s configuration."
            + (meant is null ? $" /config {claw.Name} shows all of it." : $" Did you mean {meant}?"));
        return meant is null
            ? refusal
            : refusal with { Buttons = [new ReplyButton(meant, $"/config {claw.Name} view {meant}")] };
    }

    private static IEnumerable<string> Prefixes(ConfigChange change)
    {
        for (var end = change.Path.IndexOf('.', StringComparison.Ordinal); end > 0;
            end = change.Path.IndexOf('.', end + 1))
            yield return change.Path[..end];
        yield return change.Path;
    }

    private async Task<Reply> DownloadAsync(Claw claw, CancellationToken cancellationToken)
    {
        var read = await config.ReadConfigAsync(claw, path: null, cancellationToken);
        var text = await secrets.RedactAsync(claw.Name, read.Text, cancellationToken);
        return Reply.Ok(
            new FileBlock($"{claw.Name}-openclaw.json", $"{text.TrimEnd()}\n"),
            new TextBlock(
                $"Secrets stand in it as {ConfigChange.Redacted}; where that is left, an upload leaves the secret."))
            with
        { IsPrivate = true };
    }
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/secret</c>: a claw's secrets, of which the names are shown and the values never.</summary>
[FleetCommand(
    "secret", "Set (asked without echo), list or forget a claw's secrets.", Role.Admin,
    Effect = Effect.Changes, Example = "/secret set alice telegram_bot_token", Order = 40)]
public sealed record SecretCommand(
    [property: Argument("action", "What to do.", Choices = "set|list|forget")] string Action,
    [property: Argument("claw", "Which claw; it need not be deployed yet.")] ClawName Claw,
    [property: Argument("name", "Which secret; not needed to list.")] SecretName? Name) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }

    // A record prints its members; the value must not get into a log by that door.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(FormattableString.Invariant($"Action = {Action}, Claw = {Claw}, Name = {Name}"));
        return true;
    }
}

/// <summary>Carries out <see cref="SecretCommand"/>.</summary>
public sealed class SecretCommandHandler(IFleetStore store, ISecretStore secrets) : ICommandHandler<SecretCommand>
{
    private const int LongestValue = 8 * 1024;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(SecretCommand command, Member by, CancellationToken cancellationToken) =>
        (command.Action.ToLowerInvariant(), command.Name) switch
        {
            ("list", _) => await ListAsync(command.Claw, cancellationToken),
            (_, null) => await WhichAsync(command, cancellationToken),
            (_, { IsInternal: true } name) => Reply.Refused($"{name} is made and kept by the parent itself."),
            ("set", { } name) => await SetAsync(command.Claw, name, command.Answer, cancellationToken),
            (_, { } name) => await ForgetAsync(command.Claw, name, cancellationToken),
        };

    private async Task<Reply> WhichAsync(SecretCommand command, CancellationToken cancellationToken)
    {
        var kept = (await secrets.ListAsync(command.Claw, cancellationToken)).Keys.Where(name => !name.IsInternal);
        var names = command.Action == "forget" ? kept.Order() : kept.Union(SecretName.Known);
        var refusal = Reply.Refused($"Which secret? /secret {command.Action} {command.Claw} NAME, "
            + $"for instance {SecretName.TelegramBotToken}.");
        return refusal with
        {
            Buttons =
            [
                .. names.Select(name => new ReplyButton(name.Value, $"/secret {command.Action} {command.Claw} {name}")),
            ],
        };
    }

    private async Task<Reply> ListAsync(ClawName claw, CancellationToken cancellationToken)
    {
        var kept = await secrets.ListAsync(claw, cancellationToken);
        var names = kept.Keys.Where(name => !name.IsInternal).Order().ToList();
        if (names.Count == 0)
            return Reply.Ok($"{claw} has no secrets yet. /secret set {claw} {SecretName.TelegramBotToken} sets one.");

        return Reply.Ok(new TableBlock(
            ["Secret", "On the machine"], [.. names.Select(name => ImmutableList.Create(name.Value, name.Variable))]));
    }

    private async Task<Reply> SetAsync(
        ClawName claw, SecretName name, string? value, CancellationToken cancellationToken)
    {
        if (value is null)
            return Reply.Ask(new Question($"Value of {name} for {claw} (not shown)", QuestionKind.Secret));

        if (FindFault(value) is { } fault)
            return Reply.Refused(fault);

        var secret = new Secret(value);
        if (name == SecretName.TelegramBotToken
            && await FindOtherHolderAsync(claw, name, secret, cancellationToken) is { } other)
        {
            return Reply.Refused(
                $"{other} has this bot already, and one bot serves one claw: make {claw} its own at @BotFather.");
        }

        await secrets.SetAsync(claw, name, secret, cancellationToken);
        return Reply.Ok($"{name} is kept for {claw}. {await DeliveryAsync(claw, cancellationToken)}");
    }

    private async Task<Reply> ForgetAsync(ClawName claw, SecretName name, CancellationToken cancellationToken) =>
        await secrets.ForgetAsync(claw, name, cancellationToken)
            ? Reply.Ok($"{name} of {claw} is forgotten. {await DeliveryAsync(claw, cancellationToken)}")
            : Reply.Refused($"{claw} has no secret named {name}. /secret list {claw} lists those there are.");

    private async Task<ClawName?> FindOtherHolderAsync(
        ClawName claw, SecretName name, Secret secret, CancellationToken cancellationToken) =>
        (await secrets.FindHoldersAsync(name, secret, cancellationToken)).FirstOrDefault(holder => holder != claw);

    private async Task<string> DeliveryAsync(ClawName claw, CancellationToken cancellationToken) =>
        (await store.FindClawAsync(claw, cancellationToken))?.State switch
        {
            null or ClawState.New or ClawState.Destroyed => $"/deploy {claw} delivers it.",
            ClawState.Parked => $"/wake {claw} delivers it.",
            ClawState.Failed => $"/resuscitate {claw} delivers it.",
            _ => $"/restart {claw} delivers it.",
        };

    // On the machine it is a line of a file.
    private static string? FindFault(string value) => value switch
    {
        "" => "An empty value is no secret; nothing was changed.",
        { Length: > LongestValue } => $"A secret has at most {LongestValue} characters; nothing was changed.",
        _ when value.Any(char.IsControl) => "A secret is one line without control characters; nothing was changed.",
        _ when value != value.Trim() => "A secret neither begins nor ends with a blank; nothing was changed.",
        _ => null,
    };
}

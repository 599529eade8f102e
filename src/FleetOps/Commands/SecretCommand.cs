using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/secret</c>: a claw's secrets, of which the names are shown and the values never.</summary>
[FleetCommand(
    "secret", "Set (asked without echo), list or forget a claw's secrets.", Role.Admin,
    Effect = Effect.Changes, HasDryRun = true, Example = "/secret set alice telegram_bot_token", Order = 40)]
public sealed record SecretCommand(
    [property: Argument("action", "What to do.", Choices = "set|list|forget")] string Action,
    [property: Argument("claw", "Which claw; it need not be deployed yet.")] ClawName Claw,
    [property: Argument("name", "Which secret; not needed to list.")] SecretName? Name) : IAsks, IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Action == "list" ? Effect.Reads : Effect.Changes;

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
public sealed class SecretCommandHandler(IFleetStore store, ISecretStore secrets, SecretDelivery delivery)
    : LookingHandler<SecretCommand>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        SecretCommand command, Member by, CancellationToken cancellationToken) =>
        (command.Action.ToLowerInvariant(), command.Name) switch
        {
            ("list", _) => await ListAsync(command.Claw, cancellationToken),
            (_, null) => await WhichAsync(command, cancellationToken),
            (_, { IsInternal: true } name) => Reply.Refused($"{name} is made and kept by the parent itself."),
            ("set", { } name) => await SetAsync(command.Claw, name, command.Answer, by, cancellationToken),
            (_, { } name) => await ForgetAsync(command.Claw, name, by, cancellationToken),
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

    private async Task<Intent> SetAsync(
        ClawName claw, SecretName name, string? value, Member by, CancellationToken cancellationToken)
    {
        if (value is null)
            return new Intent(
                () => ForetellAsync(claw, name, "is asked for, and never shown", cancellationToken),
                () => Task.FromResult(
                    Reply.Ask(new Question($"Value of {name} for {claw} (not shown)", QuestionKind.Secret))));

        if (SecretText.FindFault(value) is { } fault)
            return Reply.Slip(fault);

        var secret = new Secret(value);
        if (name == SecretName.TelegramBotToken
            && await FindOtherHolderAsync(claw, name, secret, cancellationToken) is { } other)
        {
            return Reply.Slip(
                $"{other} has this bot already, and one bot serves one claw: make {claw} its own at @BotFather.");
        }

        return Intent.To(() => ChangeAsync(claw, name, secret, by, cancellationToken));
    }

    private async Task<Intent> ForgetAsync(
        ClawName claw, SecretName name, Member by, CancellationToken cancellationToken) =>
        await secrets.FindAsync(claw, name, cancellationToken) is null
            ? Reply.Refused($"{claw} has no secret named {name}. /secret list {claw} lists those there are.")
            : new Intent(
                () => ForetellAsync(claw, name, "is forgotten, and cannot be brought back", cancellationToken),
                () => ChangeAsync(claw, name, value: null, by, cancellationToken));

    private async Task<Reply> ForetellAsync(
        ClawName claw, SecretName name, string value, CancellationToken cancellationToken)
    {
        var kept = await secrets.ListAsync(claw, cancellationToken);
        return Reply.Ok(new FactsBlock(
            ("Secret", $"{name} of {claw}; {(kept.ContainsKey(name) ? "a value is kept" : "no value is kept yet")}"),
            ("Value", value),
            ("Machine", SecretDelivery.Foretell(claw, await store.FindClawAsync(claw, cancellationToken)))));
    }

    // Set by its value alone, a token's bot is not known: /token asks Telegram.
    private async Task<Reply> ChangeAsync(
        ClawName name, SecretName secret, Secret? value, Member by, CancellationToken cancellationToken)
    {
        var claw = await store.FindClawAsync(name, cancellationToken);
        var changed = secret == SecretName.TelegramBotToken && claw is not null && !ClawLifecycle.IsBusy(claw.State)
            ? claw with { BotUserName = null }
            : claw;
        return await delivery.ChangeAsync(
            name, changed, claw?.BotUserName, secret, value, by, cancellationToken);
    }

    private async Task<ClawName?> FindOtherHolderAsync(
        ClawName claw, SecretName name, Secret secret, CancellationToken cancellationToken) =>
        (await secrets.FindHoldersAsync(name, secret, cancellationToken)).FirstOrDefault(holder => holder != claw);
}

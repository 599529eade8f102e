using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Brings a changed secret to a claw that serves, and proves that it is well with it. Where it is not, the former value
/// comes back by itself.
/// </summary>
internal sealed class RotateSecret(
    DeliverSecrets deliver, VerifyClaw verify, ForgetFormerSecret forget, RestoreFormerSecret restore) : Operation
{
    private const string NameOption = "secret";
    private const string WasOption = "was";
    private const string BotOption = "bot";
    private const string Nothing = "nothing";

    private readonly IReadOnlyList<IStep> _back = [restore, deliver, verify];

    /// <inheritdoc/>
    public override string Title => "Changing a secret of";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Restart;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.RestartDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [deliver, verify, forget];

    /// <summary>The order to bring a secret to the machine.</summary>
    /// <param name="secret">Which, changed in the store already.</param>
    /// <param name="hadValue">Whether there was one before; kept as <see cref="SecretName.Former"/> where it
    /// differed.</param>
    /// <param name="formerBot">The bot's name of before; null where none was known.</param>
    public static OperationOrder Order(SecretName secret, bool hadValue, string? formerBot)
    {
        var options = ImmutableSortedDictionary<string, string>.Empty.Add(NameOption, secret.Value);
        if (!hadValue)
            options = options.Add(WasOption, Nothing);
        return new OperationOrder { Options = formerBot is null ? options : options.Add(BotOption, formerBot) };
    }

    /// <summary>Which secret an operation of this kind is about.</summary>
    public static SecretName SecretOf(OperationRecord operation) =>
        SecretName.TryParse(operation.Option(NameOption), out var name)
            ? name
            : throw new InvalidOperationException($"{operation.Id} names no secret.");

    /// <summary>Whether there was no such secret before.</summary>
    public static bool HadNone(OperationRecord operation) => operation.Option(WasOption) == Nothing;

    /// <summary>The bot's name of before; null where none was known.</summary>
    public static string? FormerBot(OperationRecord operation) => operation.Option(BotOption);

    /// <inheritdoc/>
    public override WayBack? Undo(OperationRecord operation, IStep failed, Claw claw) =>
        // Once it was verified the new one stays, even if the former value cannot be forgotten now.
        failed != forget && (operation.IsUndoing ? operation.Target : operation.Before) is { } spec
            ? new WayBack(ClawTrigger.RotationFailed, ClawTrigger.RestartDone, spec, _back)
            : null;

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name} has its changed {SecretOf(operation)} and is well."
        + (SecretOf(operation) == SecretName.TelegramBotToken && claw.BotUserName is { } bot
            ? $" It answers at https://t.me/{bot}."
            : "");

    /// <inheritdoc/>
    public override string ConcludeBack(Claw claw, OperationRecord operation) =>
        $"{claw.Name} was not well with its changed {SecretOf(operation)}, at '{operation.Failure?.Step}': "
        + $"{operation.Failure?.Message} It runs with the former one again, and is well.";
}

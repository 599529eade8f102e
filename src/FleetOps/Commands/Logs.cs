using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/logs</c>: the newest lines of a gateway's log.</summary>
[FleetCommand("logs", "Show the newest lines of a gateway's log.", Role.Operator, Example = "/logs alice 50", Order = 30)]
public sealed record Logs(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("lines", "How many lines, 1 to 500; 30 if not said.")] int? Lines) : ICommand;

/// <summary>Carries out <see cref="Logs"/>.</summary>
public sealed class LogsHandler(IFleetStore store, IGateway gateway, ISecretStore secrets) : ICommandHandler<Logs>
{
    private const int DefaultLines = 30;
    private const int MostLines = 500;

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Logs command, Member by, CancellationToken cancellationToken)
    {
        if (command.Lines is < 1 or > MostLines)
            return Reply.Refused($"/logs shows 1 to {MostLines} lines.");

        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        var lines = await gateway.ReadLogAsync(claw, command.Lines ?? DefaultLines, cancellationToken);
        if (lines.Count == 0)
            return Reply.Ok($"{claw.Name}'s gateway has logged nothing yet.");

        var known = await secrets.ListAsync(claw.Name, cancellationToken);
        var text = string.Join('\n', lines.Select(Say));
        return Reply.Ok(new OutputBlock(known.Values.Aggregate(text, Redact)));
    }

    private static string Say(GatewayLogLine line) =>
        $"{line.At?.ToString("HH:mm:ss") ?? "        "} {line.Level,-5} {(line.Subsystem is { } who ? $"[{who}] " : "")}{line.Message}";

    // Gateways log what fails, and a failed request of Telegram has the token in its address.
    private static string Redact(string text, Secret secret) =>
        text.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
}

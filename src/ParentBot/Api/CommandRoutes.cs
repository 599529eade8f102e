using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/commands</c>: the catalogue, and its commands carried out.</summary>
internal sealed class CommandRoutes(CommandCatalogue catalogue, CommandDispatcher dispatcher, Answering answering)
{
    /// <summary>All commands.</summary>
    public Task ListAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Response.WriteAsJsonAsync(
            [.. catalogue.Commands.Select(CommandView.Of)],
            ContractJson.Default.ImmutableListCommandView,
            cancellationToken: cancellationToken);

    /// <summary>Carries one out.</summary>
    public async Task CarryOutAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        if (!catalogue.TryFind(name, out var command))
        {
            await RefuseAsync(
                context, name, ErrorReason.NotFound,
                catalogue.Suggest(name) is { } meant
                    ? $"There is no command {Quoted.Text(name)}. Did you mean {meant}?"
                    : $"There is no command {Quoted.Text(name)}. GET /v1/commands lists all of them.",
                cancellationToken);
            return;
        }

        CommandOrder order;
        try
        {
            order = await JsonSerializer.DeserializeAsync(
                context.Request.Body, ContractJson.Default.CommandOrder, cancellationToken) ?? new CommandOrder();
        }
        catch (JsonException malformed)
        {
            await RefuseAsync(
                context, command.Name, ErrorReason.Usage, $"The body is no order: {malformed.Message}",
                cancellationToken);
            return;
        }

        if (!OrderReading.TryRead(order, command, out var draft, out var refusal))
        {
            await RefuseAsync(context, command.Name, ErrorReason.Usage, refusal, cancellationToken);
            return;
        }

        var by = Callers.Of(context, order.Why);
        var reply = order.DryRun
            ? await dispatcher.PlanAsync(draft, by, cancellationToken)
            : await dispatcher.OrderAsync(draft, by, cancellationToken);
        await answering.WriteAsync(context, command.Name, reply, order.Columns, cancellationToken);
    }

    private static Task RefuseAsync(
        HttpContext context, string command, ErrorReason reason, string why, CancellationToken cancellationToken) =>
        Answering.WriteAsync(
            context, Envelope.Of(command, new EnvelopeError(reason, why)), cancellationToken);
}

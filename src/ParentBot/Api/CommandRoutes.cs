using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/commands</c>: the catalogue, and its commands carried out.</summary>
internal sealed class CommandRoutes(
    CommandCatalogue catalogue, CommandDispatcher dispatcher, OrderKeys keys, Answering answering, ApiLife life)
{
    /// <summary>All commands.</summary>
    public Task ListAsync(HttpContext context) => Answering.WriteAsync(
        context,
        [.. catalogue.Commands.Select(CommandView.Of)],
        ContractJson.Default.ImmutableListCommandView);

    /// <summary>Carries one out.</summary>
    public async Task CarryOutAsync(HttpContext context, string name, Member caller)
    {
        if (!catalogue.TryFind(name, out var command))
        {
            await Answering.RefuseAsync(
                context, "commands", ErrorReason.NotFound, $"There is no command {Quoted.Text(name)}.",
                catalogue.Suggest(name) is { } meant ? $"Did you mean {meant}?" : "GET /v1/commands lists them all.");
            return;
        }

        var body = await RequestBody.ReadAsync(context, ContractJson.Default.CommandOrder, context.RequestAborted);
        if (!body.IsRead)
        {
            await Answering.RefuseAsync(context, command.Name, ErrorReason.Usage, body.Refusal);
            return;
        }

        var order = body.Body;
        if (!OrderReading.TryRead(order, command, out var draft, out var refusal) || !TextWidth.IsFit(order.Columns))
        {
            await Answering.RefuseAsync(context, command.Name, ErrorReason.Usage, refusal ?? TextWidth.Rule);
            return;
        }

        life.Stopping.ThrowIfCancellationRequested();
        var by = caller with { Why = order.Why };
        if (order.DryRun)
        {
            var plan = await dispatcher.PlanAsync(draft, by, life.Cut);
            await answering.WriteAsync(context, command.Name, plan, order.Columns, context.RequestAborted);
            return;
        }

        if (await BoundAsync(command, draft, by) is not { } bound)
        {
            await Answering.RefuseAsync(context, command.Name, ErrorReason.Usage, OrderKeys.Refusal);
            return;
        }

        var reply = await dispatcher.OrderAsync(draft, bound, life.Cut);
        await answering.WriteAsync(context, command.Name, reply, order.Columns, context.RequestAborted);
    }

    // A look may be taken twice, and leaves nothing that another order could be answered with.
    private async Task<Member?> BoundAsync(CommandDescription command, CommandDraft draft, Member by) =>
        command is { Effect: Effect.Reads, IsOnce: false }
            ? by
            : await keys.BindAsync(
                by, life.Cut, [draft.Line, .. draft.Answers.SelectMany(given => new[] { given.Argument, given.Text })]);
}

using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/chat</c> and <c>/v1/questions</c>: lines as in a chat, and answers to what was asked.</summary>
internal sealed class ChatRoutes(CommandDispatcher dispatcher, OrderKeys keys, Answering answering, ApiLife life)
{
    private const string Chat = "chat";
    private const string Answer = "answer";

    /// <summary>Carries out a person's line; what is missing is asked for.</summary>
    public async Task SayAsync(HttpContext context, Member caller)
    {
        if (caller.IsAgent)
        {
            await Answering.RefuseAsync(
                context, Chat, ErrorReason.Forbidden, "Only a person at a terminal chats.",
                "An agent gives its orders one by one: POST /v1/commands/{name}.");
            return;
        }

        var body = await RequestBody.ReadAsync(context, ContractJson.Default.ChatLine, context.RequestAborted);
        if (!body.IsRead || !TextWidth.IsFit(body.Body.Columns))
        {
            await Answering.RefuseAsync(context, Chat, ErrorReason.Usage, body.Refusal ?? TextWidth.Rule);
            return;
        }

        life.Stopping.ThrowIfCancellationRequested();
        if (await keys.BindAsync(caller, life.Cut, Chat, body.Body.Line) is not { } bound)
        {
            await Answering.RefuseAsync(context, Chat, ErrorReason.Usage, OrderKeys.Refusal);
            return;
        }

        var reply = body.Body.Asks
            ? await dispatcher.ConverseAsync(body.Body.Line, bound, life.Cut)
            : await dispatcher.DispatchAsync(body.Body.Line, bound, life.Cut);
        await answering.WriteAsync(context, Chat, reply, body.Body.Columns, context.RequestAborted);
    }

    /// <summary>Goes on with what the question stood before.</summary>
    public async Task AnswerAsync(HttpContext context, string nonce, Member caller)
    {
        var body = await RequestBody.ReadAsync(context, ContractJson.Default.QuestionAnswer, context.RequestAborted);
        if (!body.IsRead || !TextWidth.IsFit(body.Body.Columns))
        {
            await Answering.RefuseAsync(context, Answer, ErrorReason.Usage, body.Refusal ?? TextWidth.Rule);
            return;
        }

        life.Stopping.ThrowIfCancellationRequested();
        if (await keys.BindAsync(caller, life.Cut, Answer, nonce, body.Body.Answer) is not { } bound)
        {
            await Answering.RefuseAsync(context, Answer, ErrorReason.Usage, OrderKeys.Refusal);
            return;
        }

        var reply = await dispatcher.AnswerAsync(nonce, body.Body.Answer, bound, life.Cut);
        await answering.WriteAsync(context, Answer, reply, body.Body.Columns, context.RequestAborted);
    }
}

using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Api;

/// <summary>Leads each request to its place: the one list of what there is.</summary>
internal sealed class ApiRoutes(
    CommandRoutes commands, ChatRoutes chat, OperationRoutes operations, ProposalRoutes proposals, HealthRoutes health,
    AboutRoutes about, NewsRoutes news, ApiDescription description)
{
    /// <summary>Answers one request of a caller.</summary>
    public Task AnswerAsync(HttpContext context, Member caller)
    {
        var words = (context.Request.Path.Value ?? "").Split('/');
        return words.AsSpan() switch
        {
            ["", "healthz"] => Get(() => HealthRoutes.LiveAsync(context)),
            ["", "readyz"] => Get(() => health.ReadyAsync(context)),
            ["", "v1", "openapi.json"] => Get(() => description.WriteAsync(context)),
            ["", "v1", "about"] => Get(() => about.TellAsync(context)),
            ["", "v1", "news"] => Get(() => news.ListAsync(context), NewsRoutes.Since),
            ["", "v1", "commands"] => Get(() => commands.ListAsync(context)),
            ["", "v1", "commands", var name] => Post(() => commands.CarryOutAsync(context, name, caller)),
            ["", "v1", "questions", var nonce] => Post(() => chat.AnswerAsync(context, nonce, caller)),
            ["", "v1", "chat"] => Post(() => chat.SayAsync(context, caller)),
            ["", "v1", "operations"] => Get(() => operations.ListAsync(context)),
            ["", "v1", "operations", var id] => Get(() => operations.FindAsync(context, id), WaitQuery.Name),
            ["", "v1", "proposals"] => Get(() => proposals.ListAsync(context)),
            ["", "v1", "proposals", var id] => Get(() => proposals.FindAsync(context, id), WaitQuery.Name),
            _ => Answering.RefuseAsync(
                context, "http", ErrorReason.NotFound, "There is nothing here.",
                "GET /v1/openapi.json lists all there is."),
        };

        Task Get(Func<Task> answer, params string[] query) => On(context, HttpMethods.Get, answer, query);
        Task Post(Func<Task> answer) => On(context, HttpMethods.Post, answer, []);
    }

    // A mistyped ?dryRun=true that nobody reads would be an order carried out.
    private static Task On(HttpContext context, string method, Func<Task> answer, string[] query)
    {
        if (!HttpMethods.Equals(context.Request.Method, method))
        {
            context.Response.Headers.Allow = method;
            return Answering.RefuseAsync(
                context, "http", ErrorReason.Usage, $"This takes {method}, nothing else.",
                status: StatusCodes.Status405MethodNotAllowed);
        }

        return context.Request.Query.Keys.FirstOrDefault(key => !query.Contains(key)) is { } odd
            ? Answering.RefuseAsync(
                context, "http", ErrorReason.Usage, $"{Quoted.Text(odd)} is no parameter of this address.")
            : answer();
    }
}

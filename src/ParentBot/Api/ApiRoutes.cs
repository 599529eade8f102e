using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>Leads each request to its place: the one list of what there is.</summary>
internal sealed class ApiRoutes(CommandRoutes commands, AboutRoutes about, NewsRoutes news)
{
    /// <summary>Answers one request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var words = context.Request.Path.Value?.Trim('/').Split('/') ?? [];
        var stop = context.RequestAborted;
        return (context.Request.Method, words) switch
        {
            ("GET", ["v1", "commands"]) => commands.ListAsync(context, stop),
            ("GET", ["v1", "about"]) => about.TellAsync(context),
            ("GET", ["v1", "news"]) => news.ListAsync(context),
            ("POST", ["v1", "commands", var name]) => commands.CarryOutAsync(context, name, stop),
            _ => Answering.WriteAsync(
                context,
                Envelope.Of("http", new EnvelopeError(ErrorReason.NotFound, "There is nothing here.")),
                stop),
        };
    }
}

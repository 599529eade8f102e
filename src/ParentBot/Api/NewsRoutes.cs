using System.Globalization;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/news</c>: what people are told unasked, for chats in other processes.</summary>
internal sealed class NewsRoutes(NewsBoard news)
{
    /// <summary>The query's name: after which number.</summary>
    public const string Since = "since";

    private const string News = "news";

    /// <summary>What came after <c>?since=</c>; all that is kept without it.</summary>
    public Task ListAsync(HttpContext context)
    {
        var given = context.Request.Query[Since].ToString();
        var number = given.Length > 0 ? given : "0";
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var since))
        {
            return Answering.RefuseAsync(
                context, News, ErrorReason.Usage, "since is a whole number: next of the last answer.");
        }

        var envelope = new Envelope(true, News)
        {
            Data = new ReplyView { Status = "ok", Result = news.After(since).ToResult() },
        };
        return Answering.WriteAsync(context, envelope);
    }
}

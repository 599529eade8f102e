using System.Text;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.ParentBot.Verbs;

namespace ParentClaw.ParentBot.Api;

/// <summary><c>/v1/openapi.json</c>: made from the catalogue once; it never changes while we run.</summary>
internal sealed class ApiDescription(CommandCatalogue catalogue)
{
    private readonly Lazy<byte[]> _text = new(
        () => Encoding.UTF8.GetBytes(OpenApi.Of(catalogue.Commands, Verbs.Version.Text).ToJsonString()));

    /// <summary>Writes it.</summary>
    public Task WriteAsync(HttpContext context) => Answering.WriteAsync(context, _text.Value);
}

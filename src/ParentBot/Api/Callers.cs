using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Api;

/// <summary>Who calls: an agent, unless it is proved to be a person.</summary>
internal sealed class Callers
{
    /// <summary>The member that a request speaks for.</summary>
    public static Member Of(HttpContext context, string? why)
    {
        var name = context.Request.Headers["Parentclaw-Agent"].ToString() is { Length: > 0 } given ? given : "agent";
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        return new Member($"agent:{name}", name, Role.Admin)
        {
            IsAgent = true,
            Why = why,
            OrderKey = key.Length > 0 ? $"agent:{name}:{key}" : null,
        };
    }
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Api;

/// <summary>Who calls: an agent, unless the kernel bears out that it is a person.</summary>
internal sealed partial class Callers(TokenBook tokens)
{
    private const string Nameless = "agent";

    /// <summary>The member that a request speaks for, with its order key; the refusal says what is wrong.</summary>
    public bool TryFind(
        HttpContext context,
        [NotNullWhen(true)] out Member? caller,
        [NotNullWhen(false)] out EnvelopeError? refusal)
    {
        caller = context.Features.Get<SocketCaller>() is { } local
            ? AtSocket(context, local, out refusal)
            : WithToken(context, out refusal);
        if (caller is null || !TryReadKey(context, caller, out var key, out refusal))
        {
            refusal ??= Unknown;
            caller = null;
            return false;
        }

        caller = caller with { OrderKey = key, Trace = TraceOf(context) };
        return true;
    }

    private static EnvelopeError Unknown { get; } = new(
        ErrorReason.Unauthorized, "The token is missing or is none of ours.",
        "Send Authorization: Bearer TOKEN with one of Api:Tokens.");

    private static Member? AtSocket(HttpContext context, SocketCaller local, out EnvelopeError? refusal)
    {
        refusal = null;
        var headers = context.Request.Headers;
        var given = headers[ParentClient.AgentHeader];
        if (given.Count == 0 && headers.ContainsKey(ParentClient.PersonHeader) && local.HasTerminal)
            return new Member($"terminal:{local.UserName}", local.UserName, Role.Admin);

        var name = given.Count == 0 ? Nameless : given.ToString();
        if (CallerNames.IsFit(name))
            return new Member($"agent:{name}", name, Role.Admin)
            {
                IsAgent = true,
                Account = $"account:{local.UserName}",
            };

        refusal = new EnvelopeError(
            ErrorReason.Usage,
            $"The header {ParentClient.AgentHeader} holds {Quoted.Text(name)}, which is no name: {CallerNames.Rule}");
        return null;
    }

    private Member? WithToken(HttpContext context, out EnvelopeError? refusal)
    {
        var caller = tokens.Find(context.Request.Headers.Authorization.ToString());
        refusal = caller is null ? Unknown : null;
        return caller;
    }

    /// <summary>Keys of different callers never meet: each stands behind its caller's id.</summary>
    private static bool TryReadKey(
        HttpContext context, Member caller, out string? key, out EnvelopeError? refusal)
    {
        (key, refusal) = (null, null);
        var given = context.Request.Headers[ParentClient.OrderHeader];
        if (given.Count == 0)
            return true;

        if (KeyPattern().IsMatch(given.ToString()))
        {
            key = $"{caller.Id}:{given}";
            return true;
        }

        refusal = new EnvelopeError(
            ErrorReason.Usage,
            $"The header {ParentClient.OrderHeader} holds {Quoted.Text(given.ToString())}: it has 1 to 80 letters, "
            + "digits, dashes and underscores.");
        return false;
    }

    /// <summary>
    /// Where the caller stands in a trace of his own (https://www.w3.org/TR/trace-context/); nowhere, where what he
    /// sent is none. Whether he keeps his part says nothing about ours.
    /// </summary>
    private static ActivityContext TraceOf(HttpContext context) =>
        ActivityContext.TryParse(context.Request.Headers.TraceParent, traceState: null, isRemote: true, out var place)
            ? new ActivityContext(place.TraceId, place.SpanId, ActivityTraceFlags.Recorded, isRemote: true)
            : default;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,80}\z")]
    private static partial Regex KeyPattern();
}

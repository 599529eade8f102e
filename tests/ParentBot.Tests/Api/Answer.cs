using System.Net;
using System.Text.Json;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, string? Timing, string? Allow)
{
    /// <summary>The body as an envelope; a test fails where it is none.</summary>
    public Envelope Envelope => JsonSerializer.Deserialize(Text, ContractJson.Default.Envelope).ShouldNotBeNull();

    public ErrorReason? Reason => Envelope.Error?.Reason;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.TryGetValues("Server-Timing", out var timing) ? timing.Single() : null,
        response.Content.Headers.Allow.SingleOrDefault());

    /// <summary>It says no, of this kind, in these words.</summary>
    public void ShouldRefuse(HttpStatusCode status, ErrorReason reason, string words)
    {
        (Status, Reason).ShouldBe((status, reason), Text);
        Envelope.Ok.ShouldBeFalse();
        Envelope.Error!.Message.ShouldContain(words);
        Text.ShouldNotContain("   at ");
        Text.ShouldNotContain("Exception");
    }
}

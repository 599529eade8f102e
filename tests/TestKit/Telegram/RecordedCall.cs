using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A call that the server got.</summary>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Bot">The user name of the bot.</param>
/// <param name="Method">What was called.</param>
/// <param name="Parameters">With what.</param>
/// <param name="Status">What was answered: an HTTP status, or 0 for a broken connection.</param>
/// <param name="WasTaken">Whether it was carried out.</param>
public sealed record RecordedCall(
    DateTimeOffset At, string Bot, string Method, JsonObject Parameters, int Status, bool WasTaken)
{
    /// <summary>
    /// What was given back, such as the updates that were handed out; null for a no. Told to who listens, and not kept.
    /// </summary>
    public JsonNode? Result { get; init; }
}

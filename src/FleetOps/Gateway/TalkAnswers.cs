using System.Text.Json;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Reads sessions and what was said in them. Pure; what has no text is passed over.</summary>
internal static class TalkAnswers
{
    /// <summary>The keys of <c>sessions.list</c>, the one in use last first.</summary>
    internal static IReadOnlyList<string> ReadSessions(JsonElement answer) =>
        [.. Items(answer, "sessions").Select(session => Text(session, "key")).OfType<string>().Distinct()];

    /// <summary>The messages of <c>chat.history</c>, oldest first.</summary>
    internal static IReadOnlyList<GatewayMessage> ReadHistory(string session, JsonElement answer) =>
    [
        .. Items(answer, "messages")
            .Select(message => new GatewayMessage(
                Moment(message, "timestamp"), session, Text(message, "role") ?? "unknown", Said(message)))
            .Where(message => !string.IsNullOrWhiteSpace(message.Text)),
    ];

    // A text, or parts of which some are texts; pictures and calls of tools are not.
    private static string Said(JsonElement message) => Text(message, "content")
        ?? string.Join('\n', Items(message, "content")
            .Where(part => Text(part, "type") is "text" or "input_text" or "output_text")
            .Select(part => Text(part, "text")).OfType<string>());
}

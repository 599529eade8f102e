using System.Text.Json.Nodes;

namespace ParentClaw.TestKit.Telegram;

/// <summary>A no of the Bot API.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="description">In Telegram's words.</param>
internal sealed class Refusal(int status, string description) : Exception(description)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What to do about it; null where nothing is said.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>400.</summary>
    public static Refusal BadRequest(string words) => new(400, $"Bad Request: {words}");

    /// <summary>429.</summary>
    public static Refusal TooMany(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new(429, $"Too Many Requests: retry after {seconds}")
        {
            Parameters = new() { ["retry_after"] = seconds },
        };
    }

    /// <summary>400 of a group that is a supergroup now.</summary>
    public static Refusal Migrated(long to) => new(400, "Bad Request: group chat was upgraded to a supergroup chat")
    {
        Parameters = new() { ["migrate_to_chat_id"] = to },
    };

    /// <summary>The answer's body.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error_code"] = Status, ["description"] = Message };
        if (Parameters is not null)
            json["parameters"] = Parameters.DeepClone();
        return json;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Reads what came back.</summary>
internal static class BotAnswers
{
    /// <summary>The result that an answer holds.</summary>
    /// <exception cref="BotApiException">It says no, or is none of the Bot API's.</exception>
    public static TResult Read<TResult>(string method, HttpResponseMessage response, byte[] body)
    {
        if (!TryParse<TResult>(body, out var answer))
            throw BotApiErrors.OfStranger(method, response);
        if (!answer.Ok)
        {
            throw BotApiErrors.Of(
                method, answer.ErrorCode ?? (int)response.StatusCode, answer.Description, answer.Parameters);
        }

        return answer.Result ?? throw BotApiErrors.OfStranger(method, response);
    }

    // What stands between us and Telegram answers in HTML, and a proxy with whatever it likes.
    private static bool TryParse<TResult>(byte[] body, [NotNullWhen(true)] out BotAnswer<TResult>? answer)
    {
        try
        {
            var type = (JsonTypeInfo<BotAnswer<TResult>>?)BotJson.Default.GetTypeInfo(typeof(BotAnswer<TResult>))
                ?? throw new InvalidOperationException(
                    $"{typeof(BotAnswer<TResult>)} is missing among the types of BotJson.");
            answer = JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            answer = null;
        }

        return answer is not null;
    }
}

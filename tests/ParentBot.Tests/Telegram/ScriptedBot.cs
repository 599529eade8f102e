using ParentClaw.ParentBot.Rendering;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.ParentBot.Tests.Rendering;

namespace ParentClaw.ParentBot.Tests.Telegram;

/// <summary>
/// A Bot API that keeps what it was asked, and when, and plays failures. It takes only texts that Telegram would take.
/// </summary>
internal sealed class ScriptedBot(TimeProvider time) : IBotApi
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset At, object Request)> _calls = [];
    private readonly List<Func<object, BotApiException?>> _script = [];
    private long _messages = 100;

    /// <summary>What every call meets before the script; null for nothing.</summary>
    internal Func<object, BotApiException?>? Always { get; set; }

    /// <summary>What runs within a call, as long as that is under way.</summary>
    internal Func<object, Task>? Within { get; set; }

    /// <summary>Answers what sends nothing.</summary>
    internal Func<object, CancellationToken, Task<object>>? Answers { get; set; }

    /// <summary>All calls so far, failed ones too.</summary>
    internal IReadOnlyList<(DateTimeOffset At, object Request)> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    /// <summary>The calls of one kind.</summary>
    internal IReadOnlyList<T> Of<T>() => [.. Calls.Select(call => call.Request).OfType<T>()];

    /// <summary>What was sent or edited, as text, failed attempts too.</summary>
    internal IReadOnlyList<string> Texts => [.. Calls.Select(call => TextOf(call.Request)).OfType<string>()];

    /// <summary>The next call of a kind fails so.</summary>
    internal void Fails<T>(BotApiFailure failure, TimeSpan? retryAfter = null, long? migratedTo = null)
    {
        lock (_gate)
            _script.Add(request => request is T ? Failure(failure, retryAfter, migratedTo) : null);
    }

    internal static BotApiException Failure(
        BotApiFailure failure, TimeSpan? retryAfter = null, long? migratedTo = null) =>
        new(failure, $"Scripted: {failure}.") { RetryAfter = retryAfter, MigratedTo = migratedTo };

    public async Task<TResult> CallAsync<TResult>(BotRequest<TResult> request, CancellationToken cancellationToken)
    {
        BotApiException? failure;
        lock (_gate)
        {
            _calls.Add((time.GetUtcNow(), request));
            failure = Always?.Invoke(request) ?? Scripted(request) ?? Refusal(request);
        }

        if (Within is { } within)
            await within(request);
        if (failure is not null)
            throw failure;

        return (TResult)(request switch
        {
            SendMessage or SendDocument => new Message(Interlocked.Increment(ref _messages), time.GetUtcNow(), AnyChat),
            EditMessageText edit => new Message(edit.MessageId, time.GetUtcNow(), AnyChat),
            DeleteMessage => true,
            _ => await Answers!(request, cancellationToken),
        });
    }

    private static Chat AnyChat => new(1, "private");

    private BotApiException? Scripted(object request)
    {
        foreach (var line in _script)
        {
            if (line(request) is not { } failure)
                continue;

            _script.Remove(line);
            return failure;
        }

        return null;
    }

    private static string? TextOf(object request) => request switch
    {
        SendMessage send => send.Text,
        EditMessageText edit => edit.Text,
        SendDocument document => document.Caption ?? "",
        _ => null,
    };

    private static BotApiException? Refusal(object request) => request switch
    {
        SendMessage send => Refusal(send.ParseMode, send.Text),
        EditMessageText edit => Refusal(edit.ParseMode, edit.Text),
        _ => null,
    };

    private static BotApiException? Refusal(string? parseMode, string text)
    {
        try
        {
            var seen = parseMode is null ? text : TelegramHtml.Read(text);
            return seen.Length > MessageSplitter.Most ? Failure(BotApiFailure.TooLong)
                : string.IsNullOrWhiteSpace(seen) ? Failure(BotApiFailure.BadRequest)
                : null;
        }
        catch (FormatException)
        {
            return Failure(BotApiFailure.BadEntities);
        }
    }
}

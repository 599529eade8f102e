namespace ParentClaw.TestKit.Telegram;

/// <summary>A press of a button; its button shows that it waits until the bot answers.</summary>
public sealed class ButtonPress
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ButtonPress(string id, TestBot bot, DateTimeOffset at)
    {
        Id = id;
        Bot = bot;
        At = at;
    }

    /// <summary>Ends when the bot has answered.</summary>
    public Task Answered => _answered.Task;

    /// <summary>What the bot let show for a moment; null for nothing.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether that stays until it is dismissed.</summary>
    public bool IsAlert { get; private set; }

    /// <summary>How long the bot took; zero before it answered.</summary>
    public TimeSpan Took { get; private set; }

    internal string Id { get; }

    internal TestBot Bot { get; }

    internal DateTimeOffset At { get; }

    internal void Answer(string? text, bool isAlert, DateTimeOffset now)
    {
        (Text, IsAlert, Took) = (text, isAlert, now - At);
        _answered.TrySetResult();
    }
}

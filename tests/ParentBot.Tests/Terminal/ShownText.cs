using System.Collections.Concurrent;

namespace ParentClaw.ParentBot.Tests.Terminal;

/// <summary>What a chat has shown; a test can wait until something is.</summary>
internal sealed class ShownText : StringWriter
{
    private readonly ConcurrentQueue<(string Text, TaskCompletionSource Shown)> _awaited = new();

    public ShownText() => NewLine = "\n";

    public Task ShownAsync(string text)
    {
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (this)
        {
            _awaited.Enqueue((text, shown));
            Tell();
        }

        return shown.Task;
    }

    public override void Write(string? value)
    {
        lock (this)
        {
            base.Write(value);
            Tell();
        }
    }

    public override string ToString()
    {
        lock (this)
            return base.ToString();
    }

    private void Tell()
    {
        foreach (var (text, shown) in _awaited)
        {
            if (base.ToString().Contains(text, StringComparison.Ordinal))
                shown.TrySetResult();
        }
    }
}

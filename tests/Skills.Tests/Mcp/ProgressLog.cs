using System.Threading.Channels;
using ModelContextProtocol;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>What a client is told of a call's progress.</summary>
internal sealed class ProgressLog : IProgress<ProgressNotificationValue>
{
    private readonly Channel<ProgressNotificationValue> _told = Channel.CreateUnbounded<ProgressNotificationValue>();

    /// <summary>Takes what is told.</summary>
    public void Report(ProgressNotificationValue value) => _told.Writer.TryWrite(value);

    /// <summary>The next that is told, as <c>1/3 Draining</c>.</summary>
    public async Task<string> NextAsync()
    {
        var told = await _told.Reader.ReadAsync();
        return $"{told.Progress}/{told.Total} {told.Message}";
    }
}

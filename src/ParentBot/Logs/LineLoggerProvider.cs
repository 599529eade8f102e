using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ParentClaw.ParentBot.Logs;

/// <summary>
/// Logs each entry as one line: time, level, category, message, and the exception with its newlines shown as <c>⏎</c>.
/// </summary>
internal sealed class LineLoggerProvider(IEnumerable<ILogTarget> targets, TimeProvider time) : ILoggerProvider
{
    private readonly IReadOnlyList<ILogTarget> _targets = [.. targets];
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, this);

    /// <summary>The targets belong to the container.</summary>
    public void Dispose()
    {
    }

    private static string Sign(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRC",
        LogLevel.Debug => "DBG",
        LogLevel.Information => "INF",
        LogLevel.Warning => "WRN",
        LogLevel.Error => "ERR",
        _ => "CRT",
    };

    private void Write(string line)
    {
        foreach (var target in _targets)
            target.Write(line);
    }

    private sealed class LineLogger(string category, LineLoggerProvider provider) : ILogger
    {
        private readonly string _category = category.Replace("ParentClaw.", "", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var at = provider._time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var failure = exception is null ? "" : $" | {exception}";
            var line = $"{at} {Sign(logLevel)} {_category}: {formatter(state, exception)}{failure}";
            provider.Write(line.ReplaceLineEndings("⏎"));
        }
    }
}

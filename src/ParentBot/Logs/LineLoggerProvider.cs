using System.Globalization;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.ParentBot.Logs;

/// <summary>
/// Logs each entry as one line: time, level, category, message, and the exception with its newlines shown as <c>⏎</c>.
/// What looks like a secret is left out, wherever it comes from: a framework's exception knows nothing of our care.
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
            var said = SecretShapes.Redact($"{formatter(state, exception)}{failure}");
            provider.Write($"{at} {Sign(logLevel)} {_category}: {said}".ReplaceLineEndings("⏎"));
        }
    }
}

using System.Text;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Logs;

/// <summary>
/// The log in the data folder: a file a day (UTC), <c>logs/parentclaw-20261120.log</c>, the oldest deleted. Lines are
/// on their way to the disk when the call returns, so that a killed process leaves them.
/// </summary>
internal sealed class LogFile(string dataFolder, LogOptions options, TimeProvider time) : ILogTarget, IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock _gate = new();
    private readonly string _folder = Path.Combine(dataFolder, "logs");
    private StreamWriter? _today;
    private DateOnly _day;

    /// <inheritdoc/>
    public void Write(string line)
    {
        lock (_gate)
        {
            var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            try
            {
                if (_today is null || day != _day)
                    Open(day);
                _today!.WriteLine(line);
            }
            catch (IOException)
            {
                // A full disk must not stop the work that the line tells of; the store says so where it matters.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _today?.Dispose();
    }

    private void Open(DateOnly day)
    {
        _today?.Dispose();
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, $"parentclaw-{day:yyyyMMdd}.log");
        _today = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read), Utf8)
        {
            AutoFlush = true,
            NewLine = "\n",
        };
        _day = day;
        var files = Directory.GetFiles(_folder, "parentclaw-????????.log").Order(StringComparer.Ordinal);
        foreach (var old in files.SkipLast(options.Files))
            File.Delete(old);
    }
}

using System.Text;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Logs;

/// <summary>
/// The log in the data folder: a file a day (UTC), <c>logs/parentclaw-20261120.log</c>, the oldest deleted. Lines are on their
/// way to the disk when the call returns, so that a killed process leaves them.
/// </summary>
internal sealed class LogFile(string dataFolder, LogOptions options, TimeProvider time) : ILogTarget, IDisposable
{
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
        var stream = new FileStream(
            Path.Combine(_folder, $"parentclaw-{day:yyyyMMdd}.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        _today = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
        _day = day;
        foreach (var old in Directory.GetFiles(_folder, "parentclaw-????????.log").Order(StringComparer.Ordinal).SkipLast(options.Files))
            File.Delete(old);
    }
}

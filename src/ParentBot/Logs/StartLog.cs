using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Logs;

/// <summary>
/// The log of what takes long before there is a host: the file, and the error stream, which no face owns yet.
/// </summary>
internal sealed class StartLog : IDisposable
{
    private readonly LogFile _file;

    /// <summary>Opens it; the file is the host's own.</summary>
    public StartLog(DataFolder folder, LogOptions options, TimeProvider time)
    {
        _file = new LogFile(folder.Path, options, time);
        var provider = new LineLoggerProvider([_file, new ErrorStream()], time);
        Loggers = LoggerFactory.Create(logging => logging.AddProvider(provider));
    }

    /// <summary>Loggers that write to it until it is disposed.</summary>
    public ILoggerFactory Loggers { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Loggers.Dispose();
        _file.Dispose();
    }
}

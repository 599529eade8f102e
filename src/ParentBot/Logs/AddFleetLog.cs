using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Logs;

/// <summary>Registers the log.</summary>
internal static class FleetLogRegistration
{
    private static readonly string[] Frameworks = ["Microsoft", "System", "Azure", "Quartz"];

    /// <summary>
    /// Logs to a file in the data folder, and to the error stream where no terminal face owns it. Of frameworks
    /// warnings only.
    /// </summary>
    public static ILoggingBuilder AddFleetLog(this ILoggingBuilder logging, DataFolder folder, bool alsoToErrors)
    {
        logging.Services.AddSingleton<ILogTarget>(provider => new LogFile(
            folder.Path, provider.GetRequiredService<LogOptions>(), provider.GetRequiredService<TimeProvider>()));
        if (alsoToErrors)
            logging.Services.AddSingleton<ILogTarget, ErrorStream>();
        logging.Services.AddSingleton<ILoggerProvider, LineLoggerProvider>();
        logging.Services.AddSingleton<IConfigureOptions<LoggerFilterOptions>, Levels>();
        return logging;
    }

    private sealed class Levels(LogOptions options) : IConfigureOptions<LoggerFilterOptions>
    {
        private LogLevel AtLeast(LogLevel level) => options.Level > level ? options.Level : level;

        public void Configure(LoggerFilterOptions filter)
        {
            filter.MinLevel = options.Level;
            foreach (var framework in Frameworks)
                filter.AddFilter(framework, AtLeast(LogLevel.Warning));

            // It warns of each new key that nothing encrypts it: the key folder has mode 700, and there is no key to
            // that.
            filter.AddFilter("Microsoft.AspNetCore.DataProtection", AtLeast(LogLevel.Error));
        }
    }
}

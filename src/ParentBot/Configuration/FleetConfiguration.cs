using Microsoft.Extensions.Configuration;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Configuration;

/// <summary>
/// Where settings come from, the later winning: <c>appsettings.json</c> beside the executable, the environment as
/// <c>PARENTCLAW_Section__Key</c>, the command line as <c>--Section:Key=value</c>.
/// </summary>
internal static class FleetConfiguration
{
    /// <summary>What our variables begin with.</summary>
    public const string Prefix = "PARENTCLAW_";

    /// <summary>The variable that names the data folder; no setting, as it is needed before any is read.</summary>
    private const string DataVariable = "DATA";

    /// <summary>Reads and checks all settings.</summary>
    /// <exception cref="StartRefusedException">A file is damaged, a key unknown, a value unfit.</exception>
    public static IConfigurationRoot Read(string folder, IEnumerable<string> arguments, KnownKeys known)
    {
        var settings = Settings(arguments);
        var configuration = Build(new ConfigurationBuilder()
            .SetBasePath(folder)
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddEnvironmentVariables(Prefix)
            .AddInMemoryCollection(settings));
        configuration[DataVariable] = null; // known, but nobody's setting
        return known.FindFault(configuration) is { } fault ? throw new StartRefusedException(fault) : configuration;
    }

    private static IConfigurationRoot Build(IConfigurationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException damaged)
        {
            throw new StartRefusedException($"{damaged.Message} {damaged.InnerException?.Message}".TrimEnd(), damaged);
        }
    }

    private static Dictionary<string, string?> Settings(IEnumerable<string> arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            var parts = argument.Split('=', 2);
            if (!argument.StartsWith("--", StringComparison.Ordinal) || parts.Length < 2)
            {
                throw new StartRefusedException(
                    $"{Quoted.Text(argument)} is no setting. They are written --Section:Key=value; --help tells more.");
            }

            settings[parts[0][2..]] = parts[1];
        }

        return settings;
    }
}

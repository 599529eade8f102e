using Microsoft.Extensions.Configuration;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Configuration;

/// <summary>
/// Where settings come from, the later winning: <c>appsettings.json</c> beside the executable, the file that
/// <c>PARENTCLAW_SETTINGS</c> names, the environment as <c>PARENTCLAW_Section__Key</c>, the command line as
/// <c>--Section:Key=value</c>.
/// </summary>
internal static class FleetConfiguration
{
    /// <summary>What our variables begin with.</summary>
    public const string Prefix = "PARENTCLAW_";

    /// <summary>The variable that names a file of settings of one's own, which an upgrade leaves alone.</summary>
    public const string FileVariable = Prefix + OwnFile;

    // No settings, as they are needed before any is read.
    private const string DataFolder = "DATA";
    private const string OwnFile = "SETTINGS";

    /// <summary>Reads and checks all settings.</summary>
    /// <param name="folder">Where the program's own file is.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="known">What may be set.</param>
    /// <param name="ownFile">A file of one's own; null for the one that the environment names, if any.</param>
    /// <exception cref="StartRefusedException">A file is damaged, a key unknown, a value unfit.</exception>
    public static IConfigurationRoot Read(
        string folder, IEnumerable<string> arguments, KnownKeys known, string? ownFile = null)
    {
        var settings = Settings(arguments);
        var configuration = Build(new ConfigurationBuilder()
            .SetBasePath(folder)
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddOwnFile(ownFile ?? Environment.GetEnvironmentVariable(FileVariable))
            .AddEnvironmentVariables(Prefix)
            .AddInMemoryCollection(settings));
        configuration[DataFolder] = configuration[OwnFile] = null; // known, but nobody's setting
        return known.FindFault(configuration) is { } fault ? throw new StartRefusedException(fault) : configuration;
    }

    private static IConfigurationBuilder AddOwnFile(this IConfigurationBuilder builder, string? path)
    {
        if (string.IsNullOrEmpty(path))
            return builder;

        return File.Exists(path)
            ? builder.AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false)
            : throw new StartRefusedException($"{FileVariable} names {path}, and no file that can be read is there.");
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

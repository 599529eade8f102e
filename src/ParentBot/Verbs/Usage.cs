using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Prints how the executable is called.</summary>
internal sealed class Usage(IReadOnlyList<IVerb> others) : IVerb
{
    /// <inheritdoc/>
    public string Name => "--help";

    /// <inheritdoc/>
    public string Summary => "Print this.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"""
            parentbot [--Section:Key=value …]   Run the fleet and talk about it; in the chat, /help lists its commands.
            {string.Join('\n', others.Append(this).Select(verb => $"{"parentbot " + verb.Name,-36}{verb.Summary}"))}

            Settings: appsettings.json beside the executable shows every key with its default; the file that
            {FleetConfiguration.FileVariable} names, the environment ({FleetConfiguration.Prefix}Section__Key=value)
            and then the command line have the last word.
            Data: the folder {DataFolder.Variable}, else $XDG_DATA_HOME/parentclaw, else ~/.local/share/parentclaw.
            """);
        return 0;
    }
}

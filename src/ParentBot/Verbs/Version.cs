using System.Reflection;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Prints the version.</summary>
internal sealed class Version : IVerb
{
    /// <inheritdoc/>
    public string Name => "--version";

    /// <inheritdoc/>
    public string Summary => "Print the version.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var version = typeof(Version).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        await output.WriteLineAsync($"parentbot {version?.InformationalVersion}");
        return 0;
    }
}

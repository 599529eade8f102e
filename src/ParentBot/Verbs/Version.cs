using System.Reflection;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Prints the version.</summary>
internal sealed class Version : IVerb
{
    /// <summary>The version and the commit it was built from.</summary>
    public static string Text { get; } =
        typeof(Version).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <inheritdoc/>
    public string Name => "--version";

    /// <inheritdoc/>
    public string Summary => "Print the version.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"parentbot {Text}");
        return 0;
    }
}

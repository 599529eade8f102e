using System.Reflection;

namespace ParentClaw.Skills.Cli;

/// <summary>Of this executable.</summary>
internal static class ProgramVersion
{
    /// <summary>The version and the commit it was built from.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}

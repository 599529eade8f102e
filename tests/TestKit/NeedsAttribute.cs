using Xunit.Sdk;

namespace ParentClaw.TestKit;

/// <summary>
/// A test that runs real programs: of category <c>Integration</c>, and skipped by name where one of them is not
/// installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("ParentClaw.TestKit.NeedsTraits", "TestKit")]
public sealed class NeedsAttribute : FactAttribute, ITraitAttribute
{
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    /// <summary>Names the programs.</summary>
    public NeedsAttribute(params string[] programs)
    {
        Programs = programs;
        var missing = programs.Where(name => !Folders.Any(folder => File.Exists(Path.Combine(folder, name)))).ToList();
        if (missing.Count > 0)
            Skip = $"not installed: {string.Join(", ", missing)}";
    }

    /// <summary>What must be installed.</summary>
    public IReadOnlyList<string> Programs { get; }
}

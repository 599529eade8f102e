namespace ParentClaw.TestKit;

/// <summary>A test that runs real programs; skipped, and named so, where one of them is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute : FactAttribute
{
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    /// <summary>Names the programs.</summary>
    public NeedsAttribute(params string[] programs)
    {
        Programs = programs;
        var missing = programs.Where(program => !Folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        if (missing.Count > 0)
            Skip = $"not installed: {string.Join(", ", missing)}";
    }

    /// <summary>What must be installed.</summary>
    public IReadOnlyList<string> Programs { get; }
}

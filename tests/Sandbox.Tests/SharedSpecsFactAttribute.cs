namespace ParentClaw.Sandbox.Tests;

/// <summary>A test that needs the validator in <c>../shared/specs</c>; skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedSpecsFactAttribute : FactAttribute
{
    public SharedSpecsFactAttribute()
    {
        if (Validator is null)
            Skip = "../shared/specs/validate.py is not here (PARENTCLAW_SHARED names another place).";
    }

    /// <summary>Path of the validator, or null.</summary>
    public static string? Validator { get; } = Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        const string name = "specs/validate.py";
        if (Environment.GetEnvironmentVariable("PARENTCLAW_SHARED") is { } named)
            yield return Path.Combine(named, name);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ParentClaw.sln")))
                yield return Path.Combine(folder.Parent!.FullName, "shared", name);
        }
    }
}

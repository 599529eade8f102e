namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>A test that needs the validator in the folder <c>shared</c> beside the repository; else skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Validator is null)
            Skip = "../shared/specs/validate.py is not there (PARENTCLAW_SHARED names another folder).";
    }

    /// <summary>Path of the validator, or null.</summary>
    public static string? Validator { get; } = Folders()
        .Select(folder => Path.Combine(folder, "specs", "validate.py"))
        .FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("PARENTCLAW_SHARED") is { } named)
            yield return named;
        yield return Path.Combine(Repository.Root, "..", "shared");
    }
}

namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root: the folder of the solution.</summary>
    internal static string Root { get; } = Ancestors(AppContext.BaseDirectory)
        .First(folder => File.Exists(Path.Combine(folder, "ParentClaw.sln")));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var one = new DirectoryInfo(folder); one is not null; one = one.Parent)
            yield return one.FullName;
    }
}

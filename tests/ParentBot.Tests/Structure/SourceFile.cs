namespace ParentClaw.ParentBot.Tests.Structure;

/// <summary>A source file of the repository that these tests were built from.</summary>
/// <param name="Path">Its path from the root, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>The C# files below a folder of the root, what builds leave left out.</summary>
    internal static IReadOnlyList<SourceFile> Below(string folder) =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(Root, path))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllLines(System.IO.Path.Combine(Root, path)))),
    ];

    /// <summary>The lines that are code and hold one of some texts.</summary>
    internal IEnumerable<string> Naming(params string[] texts) => Lines
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .Where(line => texts.Any(text => line.Contains(text, StringComparison.Ordinal)))
        .Select(line => $"{Path}: {line.Trim()}");

    /// <summary>The root of the repository.</summary>
    internal static string Root { get; } = Ancestors(AppContext.BaseDirectory)
        .First(folder => File.Exists(System.IO.Path.Combine(folder, "ParentClaw.sln")));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var one = new DirectoryInfo(folder); one is not null; one = one.Parent)
            yield return one.FullName;
    }
}

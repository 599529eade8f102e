using System.Runtime.CompilerServices;

namespace ParentClaw.TestKit;

/// <summary>
/// Text snapshots: what a test made equals the approved file beside it. Where it does not, the new text lies in a
/// <c>.received.txt</c> next to it, to be read and, if it is right, renamed.
/// </summary>
public static class Approved
{
    /// <summary>Compares with <c>TestClass.Test_name.approved.txt</c> beside the test.</summary>
    public static void Matches(string text, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}");
        var approved = File.Exists($"{stem}.approved.txt") ? File.ReadAllText($"{stem}.approved.txt") : null;
        if (string.Equals(approved, text, StringComparison.Ordinal))
        {
            File.Delete($"{stem}.received.txt");
            return;
        }

        File.WriteAllText($"{stem}.received.txt", text);
        Assert.Fail($"{FirstDifference(approved, text)}\nRead {stem}.received.txt; if it is right, rename it to .approved.txt.");
    }

    private static string FirstDifference(string? approved, string text)
    {
        if (approved is null)
            return "Nothing is approved yet.";
        var (was, @is) = (approved.Split('\n'), text.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(was.Length, @is.Length))
            .First(i => i >= was.Length || i >= @is.Length || !string.Equals(was[i], @is[i], StringComparison.Ordinal));
        return $"Line {line + 1} was: {was.ElementAtOrDefault(line)}\nand now is: {@is.ElementAtOrDefault(line)}";
    }
}

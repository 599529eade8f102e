using System.Runtime.CompilerServices;

namespace ParentClaw.TestKit;

/// <summary>
/// Compares text with the approved file beside the test, <c>XTests.Case.approved.txt</c>. On a difference the new text
/// is written beside it as <c>.received.txt</c>: look at it, and rename it if it is right.
/// </summary>
public static class Approved
{
    /// <summary>Fails where the text is not what was approved, or nothing was approved yet.</summary>
    /// <param name="received">The text.</param>
    /// <param name="name">Of the case, where a test has several; null for one.</param>
    /// <param name="test">The test's name, by itself.</param>
    /// <param name="file">The test's file, by itself.</param>
    public static void Match(
        string received, string? name = null, [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        var stem = $"{Path.ChangeExtension(file, null)}.{test}{(name is null ? "" : $".{name}")}";
        var (approvedPath, receivedPath) = ($"{stem}.approved.txt", $"{stem}.received.txt");
        var text = received.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (File.Exists(approvedPath) && File.ReadAllText(approvedPath).ReplaceLineEndings("\n") == text)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, text);
        throw new ShouldAssertException(
            $"Not as approved: diff {approvedPath} {receivedPath}; if it is right, mv it there.");
    }
}

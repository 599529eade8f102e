using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

public sealed class KillTests
{
    /// <summary>One of each kind of work; <c>tests/kill-9.sh</c> by itself takes 20.</summary>
    private const int Moments = 4;

    private static string Script => Path.Combine(
        Ancestors(AppContext.BaseDirectory).First(folder => File.Exists(Path.Combine(folder, "ParentClaw.sln"))),
        "tests/kill-9.sh");

    [Needs("bash", "jq", "mkfifo", "timeout")]
    public async Task Killed_in_the_middle_of_its_work_the_parent_goes_on_and_leaves_no_orphan()
    {
        var (exit, output) = await RunAsync();

        exit.ShouldBe(0, output);
        output.TrimEnd().ShouldEndWith($"\n{Moments} passed, 0 failed", Case.Sensitive, output);
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "What is tested is a script.")]
    private static async Task<(int Exit, string Output)> RunAsync()
    {
        var start = new ProcessStartInfo("bash", [Script, $"{Moments}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARENTBOT"] = Path.Combine(AppContext.BaseDirectory, "parentbot.dll");
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await errors + await output);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var one = new DirectoryInfo(folder); one is not null; one = one.Parent)
            yield return one.FullName;
    }
}

using System.Runtime.InteropServices;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>The executable <c>parentbot</c>, which this process may become.</summary>
internal static class ParentProgram
{
    private const string Name = "parentbot";

    /// <summary>
    /// Becomes it: same process id, same streams, same terminal. Comes back only where that fails, having said why.
    /// </summary>
    public static async Task<int> BecomeAsync(VerbCall call, IReadOnlyList<string> arguments)
    {
        if (Find(AppContext.BaseDirectory, File.Exists) is not { } program)
        {
            await call.Around.Errors.WriteLineAsync(
                $"The program {Name} is not beside {AppContext.BaseDirectory}parentclaw. Install both into one folder, "
                + "or build the whole tree: dotnet build ParentClaw.sln");
            return ExitCodes.Failed;
        }

        string[] command = program.EndsWith(".dll", StringComparison.Ordinal)
            ? [Environment.ProcessPath!, "exec", program]
            : [program];
        _ = Execute(command[0], [.. command, .. arguments, null], [.. Variables(call.Call.Data), null]);
        await call.Around.Errors.WriteLineAsync(
            $"{program} cannot be started: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        return ExitCodes.Failed;
    }

    /// <summary>
    /// The program beside a folder, or in its own folder of a tree of builds; null where it is in neither. The
    /// portable form only where dotnet runs us too.
    /// </summary>
    internal static string? Find(string folder, Func<string, bool> exists)
    {
        var build = Path.TrimEndingDirectorySeparator(folder);
        var framework = Path.GetFileName(build);
        var configuration = Path.GetFileName(Path.GetDirectoryName(build) ?? "");
        var inTree = Path.GetFullPath(
            Path.Combine(build, "../../../../ParentBot/bin", configuration, framework));
        string[] candidates =
        [
            Path.Combine(build, Name), Path.Combine(inTree, Name),
            .. IsRunByDotnet ? [Path.Combine(build, $"{Name}.dll"), Path.Combine(inTree, $"{Name}.dll")] : (string[])[],
        ];
        return candidates.FirstOrDefault(exists);
    }

    private static bool IsRunByDotnet =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet";

    private static IEnumerable<string> Variables(string? data)
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            if (data is null || variable.Key is not DataFolder.Variable)
                yield return $"{variable.Key}={variable.Value}";
        if (data is not null)
            yield return $"{DataFolder.Variable}={Path.GetFullPath(data)}";
    }

    /// <summary>execve(2).</summary>
    [DllImport("libc", EntryPoint = "execve", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute(
        [MarshalAs(UnmanagedType.LPStr)] string program,
        [In, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments,
        [In, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] environment);
}

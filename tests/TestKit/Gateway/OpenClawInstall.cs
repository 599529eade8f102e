using ParentClaw.FleetOps.Remote;

namespace ParentClaw.TestKit.Gateway;

/// <summary>
/// The real OpenClaw from npm, with the Node it needs: installed once (650 MB, about a minute) into
/// <c>$PARENTCLAW_OPENCLAW</c>, else <c>~/.cache/parentclaw/openclaw-VERSION</c>, and kept there.
/// </summary>
public sealed class OpenClawInstall
{
    /// <summary>The version.</summary>
    public const string Version = "2026.9.6";

    private const string Node = "24.21.0";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private OpenClawInstall(string folder) => Programs = [$"{folder}/node_modules/node/bin", $"{folder}/node_modules/.bin"];

    /// <summary>
    /// The folders with <c>node</c> and <c>openclaw</c>, in the order in which they come first on PATH.
    /// </summary>
    public IReadOnlyList<string> Programs { get; }

    /// <summary>Installs it where it is not yet.</summary>
    public static async Task<OpenClawInstall> EnsureAsync()
    {
        var folder = Environment.GetEnvironmentVariable("PARENTCLAW_OPENCLAW") is { Length: > 0 } given
            ? given
            : $"{Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)}/.cache/parentclaw/openclaw-{Version}";
        Directory.CreateDirectory(folder);
        var install = new OpenClawInstall(folder);
        var done = $"{folder}/complete";
        await using var one = await LockAsync($"{folder}/lock");
        if (File.Exists(done))
            return install;

        // OpenClaw's own installation runs under the Node that is first on PATH, and refuses the system's where it is old.
        await NpmAsync(install, folder, $"node@{Node}");
        await NpmAsync(install, folder, $"openclaw@{Version}");
        await File.WriteAllTextAsync(done, $"{Version}\n");
        return install;
    }

    private static async Task NpmAsync(OpenClawInstall install, string folder, string package)
    {
        var path = string.Join(':', [.. install.Programs, Environment.GetEnvironmentVariable("PATH") ?? ""]);
        var order = new ProcessOrder(
            "env", $"PATH={path}", "npm", "install", "--prefix", folder, "--no-audit", "--no-fund", package)
        {
            Deadline = Limit,
        };
        var end = await new ProcessRunner(TimeProvider.System).RunAsync(order, CancellationToken.None);
        if (end.ExitCode != 0)
            throw new InvalidOperationException($"npm could not install {package}: {end.ToResult(end.ExitCode ?? -1).Error}");
    }

    // Test assemblies run side by side; the second waits for the first one's installation.
    private static async Task<FileStream> LockAsync(string path)
    {
        using var late = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!late.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, late.Token);
            }
        }
    }
}

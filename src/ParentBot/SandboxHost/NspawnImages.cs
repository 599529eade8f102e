using ParentClaw.ParentBot.Configuration;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>
/// The images of the sandbox's machines that boot: made once for a computer, by <c>build-images.sh</c>, and again
/// where what they are made from has changed.
/// </summary>
internal static class NspawnImages
{
    /// <summary>What a marketplace reference starts from: a Debian as a cloud would bring it, with nothing of
    /// ours.</summary>
    internal const string Stock = "stock";

    private static readonly string[] Versions = [SandboxImages.Default, "1.1.0", SandboxImages.Bad];

    private static string Source => Path.Combine(AppContext.BaseDirectory, "SandboxHost", "nspawn");

    /// <summary>Where they lie if nobody says: in the account's cache, root's being the computer's.</summary>
    internal static string DefaultCache =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? Path.Combine(cache, "parentclaw", "images")
            : string.Equals(Environment.UserName, "root", StringComparison.Ordinal)
                ? "/var/cache/parentclaw/images"
                : Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/parentclaw/images");

    /// <summary>Makes what is missing, and returns the folder of each gallery version.</summary>
    /// <exception cref="StartRefusedException">One cannot be made; the message ends with what the script
    /// said.</exception>
    internal static async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        string cache, Action<string> says, CancellationToken cancellationToken)
    {
        try
        {
            await MakeAsync(cache, [Stock, .. Versions], says, cancellationToken);
        }
        catch (IOException failed)
        {
            throw new StartRefusedException(
                $"The images of machines that boot cannot be made. {failed.Message}", failed);
        }

        return Versions.ToDictionary(version => version, version => Path.Combine(cache, version));
    }

    /// <summary>Makes some of them, and those that they stand on.</summary>
    internal static Task MakeAsync(
        string cache, IReadOnlyList<string> names, Action<string> says, CancellationToken cancellationToken) =>
        ImageScript.RunAsync(
            Path.Combine(Source, "build-images.sh"),
            [cache, .. names],
            new Dictionary<string, string> { ["APP_LAYER"] = Path.Combine(Source, "app-layer") },
            says,
            cancellationToken);
}

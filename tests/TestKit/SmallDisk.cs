using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.TestKit;

/// <summary>
/// A real, small file system that a test can fill to the last byte (tmpfs; see <see cref="MountFactAttribute"/>).
/// </summary>
[SuppressMessage(
    "ApiDesign", "RS0030", Justification = "Mounting is a process of the test's own, and no remote command.")]
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _temp = new();

    /// <summary>Mounts it.</summary>
    /// <param name="size">In MiB.</param>
    public SmallDisk(int size = 1)
    {
        Directory.CreateDirectory(Path);
        Run("mount", "-t", "tmpfs", "-o", $"size={size}m", "tmpfs", Path);
    }

    /// <summary>Where it is.</summary>
    public string Path => _temp["disk"];

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", Path);
        _temp.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>What happens to a file system whose disk is pulled out.</summary>
internal static partial class FileSystems
{
    /// <summary><c>EXT4_IOC_SHUTDOWN</c>, the same number as <c>XFS_IOC_GOINGDOWN</c>: _IOR('X', 125, __u32).</summary>
    private const nuint Shutdown = 0x8004_587D;

    /// <summary>What was written goes to the disk first: else it would come later, when the disk is
    /// another's.</summary>
    private const uint Flush = 0;

    /// <summary>From now on all that is asked of the file system fails. False where its kind knows no such
    /// thing.</summary>
    public static bool TryShutDown(string mountPoint)
    {
        var mode = Flush;
        // File.OpenHandle takes no folders.
        using var handle = new SafeFileHandle(Open(mountPoint, 0), ownsHandle: true);
        return !handle.IsInvalid && Control((int)handle.DangerousGetHandle(), Shutdown, ref mode) == 0;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, ref uint argument);
}

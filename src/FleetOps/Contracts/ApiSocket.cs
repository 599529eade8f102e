using System.Security.Cryptography;
using System.Text;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>Where a parent listens for the programs of its own computer.</summary>
public static class ApiSocket
{
    /// <summary>Where the parent of a whole machine keeps its data, by the unit in <c>packaging/</c>.</summary>
    private const string MachineFolder = "/var/lib/parentclaw";

    private const string Name = "api.sock";
    private const int LongestPath = 100; // sockaddr_un.sun_path holds 108 bytes with the end, unix(7)

    /// <summary>
    /// The socket of a data folder: in the folder, or, where the folder's path is too long for a socket, in the runtime
    /// folder under a name made from it. Parent and clients come to the same place.
    /// </summary>
    /// <param name="dataFolder">The data folder's path, absolute.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static string Of(string dataFolder, Func<string, string?> variable)
    {
        var path = Path.Combine(dataFolder, Name);
        if (Encoding.UTF8.GetByteCount(path) <= LongestPath)
            return path;

        var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..16];
        var runtime = variable("XDG_RUNTIME_DIR") is { Length: > 0 and < 60 } own && Path.IsPathRooted(own)
            ? own
            : "/tmp";
        return Path.Combine(runtime, $"parentclaw-{sum}.sock");
    }

    /// <summary>
    /// The socket of the parent that a caller means who names no folder: that of his account's data folder, see
    /// <see cref="DataFolder.Locate"/>; for root, who has no parent of his own, that of the machine's parent.
    /// </summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="isRoot">Whether the caller is root.</param>
    /// <param name="isThere">Whether there is a file or a folder of a path.</param>
    /// <exception cref="FleetException">Nothing names a data folder.</exception>
    public static string Find(Func<string, string?> variable, bool isRoot, Func<string, bool> isThere)
    {
        var own = Of(DataFolder.Locate(variable), variable);
        var isChosen = variable(DataFolder.Variable) is { Length: > 0 };
        // The folder is there while the parent is started again, and its socket is not.
        return isRoot && !isChosen && !isThere(own) && isThere(MachineFolder) ? Of(MachineFolder, variable) : own;
    }
}

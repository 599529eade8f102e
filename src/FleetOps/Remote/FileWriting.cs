using System.Globalization;

namespace ParentClaw.FleetOps.Remote;

/// <summary>Builds the command that writes a file whole on a machine.</summary>
internal static class FileWriting
{
    // The length is compared, since a connection that breaks looks like the end of the input.
    private const string Script =
        """
        set -eu
        umask 077
        t=$(mktemp "$1.XXXXXX")
        trap 'rm -f "$t"' EXIT
        cat >"$t"
        [ "$(wc -c <"$t")" -eq "$3" ]
        chmod "$2" "$t"
        mv -fT "$t" "$1"
        trap - EXIT
        """;

    /// <summary>To a temporary neighbour, mode set, moved; content through stdin.</summary>
    public static RemoteCommand Command(RemoteFile file) =>
        new("sh", "-c", Script, "write-file", file.Path, Mode(file.Mode), Length(file)) { Input = file.Content };

    /// <summary>The machine could not.</summary>
    public static FleetException Failed(
        RemoteTarget target, RemoteFile file, string why, Exception? inner = null) => new(
        FailureReason.CommandFailed,
        $"{file.Path} could not be written on the machine of {target.Claw}: {why.Trim()}",
        inner);

    private static string Length(RemoteFile file) => file.Content.Length.ToString(CultureInfo.InvariantCulture);

    private static string Mode(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}

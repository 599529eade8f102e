namespace ParentClaw.Sandbox.Tests;

/// <summary>
/// The smallest image: an init that notes what it was given, keeps a child that has left its process group, and ends
/// on SIGTERM; and a systemctl that notes what was enabled.
/// </summary>
internal static class TinyImage
{
    public static string Make(string folder)
    {
        Write(Path.Combine(folder, "sbin/init"), """
            #!/bin/bash
            echo "booted $SANDBOX_BOOT_ID at $SANDBOX_ADDRESS"
            mkdir -p "$ROOT/run" "$ROOT/var"
            setsid sleep 1000 &
            echo $! > "$ROOT/run/child"
            trap 'echo orderly >> "$ROOT/var/shutdowns"; kill "$naps"; exit 0' TERM
            echo up > "$ROOT/run/up"
            while :; do sleep 1000 & naps=$!; wait "$naps"; done
            """);
        Write(Path.Combine(folder, "usr/bin/systemctl"), """
            #!/bin/bash
            mkdir -p "$ROOT/etc/enabled" && echo "$1" > "$ROOT/etc/enabled/$2"
            """);
        return folder;
    }

    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

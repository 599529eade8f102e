using System.Text;

namespace ParentClaw.Sandbox.Machines;

/// <summary>cloud-init's stand-in: runs once per machine, before its first boot.</summary>
internal static class CloudInit
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static async Task RunAsync(
        MachineFolder folder, MachineRecord record, MachineSpec machine, CancellationToken cancellationToken)
    {
        var config = machine.CustomData is { } data ? CloudConfig.Parse(data) : CloudConfig.None;
        Write(folder, Text("/etc/hostname", $"{machine.Name}\n", Readable));
        foreach (var keys in machine.Keys.GroupBy(k => k.Path, StringComparer.Ordinal))
            Write(folder, Text(keys.Key, string.Concat(keys.Select(k => k.Line.Trim() + "\n")), Private));
        foreach (var file in config.Files)
            Write(folder, file);
        foreach (var unit in config.Units)
            await EnableAsync(folder, record, unit, cancellationToken);
    }

    private static CloudFile Text(string path, string content, UnixFileMode mode) =>
        new(path, Encoding.UTF8.GetBytes(content), mode);

    private static void Write(MachineFolder folder, CloudFile file)
    {
        var path = folder.InRoot(file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // An image may hold a link out of the machine's root at this place; what is written is a file of its own.
        File.Delete(path);
        File.WriteAllBytes(path, file.Content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, file.Mode);
    }

    /// <summary>Enabled before init, which then starts it: that is what "--now" comes to.</summary>
    private static async Task EnableAsync(
        MachineFolder folder, MachineRecord record, string unit, CancellationToken cancellationToken)
    {
        var output = await LocalCommand.RunAsync(
            [folder.InRoot("usr/bin/systemctl"), "enable", unit], folder.Root, folder.EnvironmentOf(record),
            cancellationToken);
        if (output.ExitCode != 0)
            throw new ProvisioningFailure($"cloud-init: 'runcmd' failed to enable {unit}: {output.StandardError}");
    }
}

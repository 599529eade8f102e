using System.Globalization;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>Files as block devices.</summary>
internal static class LoopDevices
{
    /// <summary>Of every loop device (Documentation/admin-guide/devices.txt).</summary>
    public const int Major = 7;

    private const int AttachTries = 10;

    /// <summary>Number of the device that shows the file, made if there is none.</summary>
    public static async Task<int> AttachAsync(string file, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(file, cancellationToken) is { } known)
                return known;
            // The kernel makes devices on demand; without udev nobody makes their nodes.
            var free = NumberOf(await LocalCommand.RequireAsync(cancellationToken, "losetup", "--find"));
            await EnsureNodeAsync($"/dev/loop{free}", free, cancellationToken);
            var output = await LocalCommand.RunAsync(
                ["losetup", $"/dev/loop{free}", file], null, null, cancellationToken);
            // Another sandbox may have taken the device in between.
            if (output.ExitCode != 0 && attempt == AttachTries)
                throw new IOException($"losetup: {output.StandardError.Trim()}");
        }
    }

    /// <summary>The device that shows the file; one that only waits for its last user to let go does not
    /// count.</summary>
    public static async Task<int?> FindAsync(string file, CancellationToken cancellationToken)
    {
        var devices = await ListAsync(cancellationToken);
        return devices.Where(d => d.File == file && !d.Leaving).Select(d => (int?)d.Number).FirstOrDefault();
    }

    /// <summary>Takes away what shows a file of the folder or the file itself; who still uses it keeps it till the
    /// end.</summary>
    public static async Task DetachAsync(string path, CancellationToken cancellationToken)
    {
        foreach (var device in await ListAsync(cancellationToken))
        {
            var ours = device.File == path || device.File.StartsWith($"{path}/", StringComparison.Ordinal);
            if (ours && !device.Leaving)
                await LocalCommand.RequireAsync(cancellationToken, "losetup", "--detach", $"/dev/loop{device.Number}");
        }
    }

    public static async Task EnsureNodeAsync(string node, int number, CancellationToken cancellationToken)
    {
        if (!File.Exists(node))
            await LocalCommand.RequireAsync(
                cancellationToken, "mknod", "-m", "660", node, "b", $"{Major}", $"{number}");
    }

    private static async Task<IReadOnlyList<(int Number, string File, bool Leaving)>> ListAsync(
        CancellationToken cancellationToken)
    {
        var output = await LocalCommand.RequireAsync(
            cancellationToken, "losetup", "--list", "--json", "--output", "NAME,BACK-FILE,AUTOCLEAR");
        // Nothing at all is printed where there is no device.
        return output.Trim().Length == 0
            ? []
            :
            [
                .. JsonNode.Parse(output)!["loopdevices"]!.AsArray().OfType<JsonObject>().Select(d => (
                    NumberOf(d["name"]!.GetValue<string>()),
                    d["back-file"]?.GetValue<string>() ?? "",
                    d["autoclear"]?.ToString() is "true" or "1")),
            ];
    }

    private static int NumberOf(string device) =>
        int.Parse(device.Trim()["/dev/loop".Length..], CultureInfo.InvariantCulture);
}

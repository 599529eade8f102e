using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>
/// A data folder of a test's own, and what lies in it. At its end nothing runs on from it, whatever became of the test.
/// </summary>
/// <param name="data">The data folder, where it is not to be in a folder of its own.</param>
internal sealed class Home(string? data = null) : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Data => data ?? _folder["data"];

    /// <summary>Where the parent that lives here writes its exchanges with the cloud.</summary>
    public string TrafficLog => _folder["traffic.jsonl"];

    /// <summary>How many times a machine was ordered, by the log of what was said to the cloud.</summary>
    public int MachinesOrdered => File.ReadLines(TrafficLog)
        .Select(line => JsonNode.Parse(line)!["request"]!)
        .Count(request => request["method"]!.GetValue<string>() == "PUT"
            && request["url"]!.GetValue<string>().Contains("/virtualMachines/", StringComparison.Ordinal));

    /// <summary>Names of the data disks that the sandbox holds.</summary>
    public IReadOnlyList<string> Disks =>
    [
        .. Directory.GetDirectories(Path.Combine(Data, "sandbox/disks"))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Ids of the processes of the machines that lie here: each carries its machine's root in its environment.
    /// </summary>
    public IReadOnlyList<int> Processes =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
            .Where(BelongsHere),
    ];

    /// <summary>A file of the test's own.</summary>
    public string this[string name] => _folder[name];

    /// <summary>A path on a data disk, as the machine that mounts it sees it below <c>/mnt/claw-data</c>.</summary>
    public string OnDisk(string disk, string path) => Path.Combine(Data, "sandbox/disks", disk, "fs", path);

    public void Dispose()
    {
        foreach (var id in Processes)
            End(id);
        _folder.Dispose();
    }

    private bool BelongsHere(int id)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/environ"))
                .Contains($"ROOT={Data}/", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It ended by itself in between.
        }
    }
}

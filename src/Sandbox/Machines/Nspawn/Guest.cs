using System.Globalization;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>
/// What runs of a machine, seen from outside: by its cgroups, which hold all of it whatever the guest does.
/// </summary>
internal sealed class Guest(string kernelName)
{
    private const string SshPort = ":0016";
    private const string Listening = "0A";

    /// <summary>The guest's init as this computer counts processes; null where none runs.</summary>
    public int? Init => Processes().Where(IsInit).Select(pid => (int?)pid).FirstOrDefault();

    /// <summary>Its processes, with those that keep it.</summary>
    public IReadOnlyList<int> Processes() =>
    [
        .. Cgroups().SelectMany(group => Directory.EnumerateFiles(group, "cgroup.procs", SearchOption.AllDirectories))
            .SelectMany(Lines).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Distinct(),
    ];

    /// <summary>Something in the guest takes connections to port 22.</summary>
    public bool ListensForSsh() => Init is { } init
        && new[] { "tcp", "tcp6" }.SelectMany(kind => Lines($"/proc/{init}/net/{kind}")).Any(IsSsh);

    /// <summary>Stops all of it where it stands, or lets it go on.</summary>
    public void Freeze(bool frozen)
    {
        foreach (var group in Cgroups())
        {
            if (Path.Combine(group, "freezer.state") is var state && File.Exists(state))
                File.WriteAllText(state, frozen ? "FROZEN" : "THAWED");
            else if (Path.Combine(group, "cgroup.freeze") is var freeze && File.Exists(freeze))
                File.WriteAllText(freeze, frozen ? "1" : "0");
        }
    }

    public void Kill()
    {
        foreach (var pid in Processes())
            ProcessTable.Signal(pid, ProcessTable.Kill);
        // A frozen process dies when it may run again.
        Freeze(false);
    }

    /// <summary>Removes the empty cgroups; the kernel takes a moment after the last process is gone.</summary>
    public bool TryForget()
    {
        foreach (var group in Cgroups())
        {
            try
            {
                foreach (var inner in Directory.EnumerateDirectories(group, "*", SearchOption.AllDirectories)
                    .OrderByDescending(path => path.Length))
                    Directory.Delete(inner);
                Directory.Delete(group);
            }
            catch (IOException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A program in all of the guest's namespaces.</summary>
    public static string[] Enter(int init, params string[] command) =>
    [
        "nsenter", "--target", $"{init}", "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd", "--",
        .. command,
    ];

    /// <summary>A program of this computer in the guest's network alone.</summary>
    public static string[] EnterNetwork(int init, params string[] command) =>
        ["nsenter", "--target", $"{init}", "--net", "--", .. command];

    /// <summary>Where in the guest a block device is mounted, as paths of this computer.</summary>
    public static IReadOnlyList<string> MountsOf(int init, int loop) =>
    [
        .. Lines($"/proc/{init}/mountinfo").Select(line => line.Split(' '))
            .Where(fields => fields.Length > 4 && fields[2] == $"{LoopDevices.Major}:{loop}")
            .Select(fields => $"/proc/{init}/root{Unescape(fields[4])}"),
    ];

    private static string Unescape(string path) => path.Replace("\\040", " ", StringComparison.Ordinal);

    private static bool IsInit(int pid) =>
        Lines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("NSpid:", StringComparison.Ordinal))
            ?.Split('\t') is [_, _, "1"];

    private static bool IsSsh(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var local, _, Listening, ..]
        && local.EndsWith(SshPort, StringComparison.Ordinal);

    private IEnumerable<string> Cgroups() => Lines("/proc/mounts").Select(line => line.Split(' '))
        .Where(fields => fields is [_, _, "cgroup" or "cgroup2", ..])
        .Select(fields => Path.Combine(fields[1], kernelName)).Where(Directory.Exists);

    /// <summary>None of what is gone by now.</summary>
    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return [];
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParentClaw.Sandbox.Machines;

/// <summary>Where the parts of one process machine lie, and the environment of what runs on it.</summary>
internal sealed record MachineFolder(string Path)
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    public string Root => System.IO.Path.Combine(Path, "root");

    public string BootLog => System.IO.Path.Combine(Path, "boot.log");

    /// <summary>While it exists on a machine whose SSH is broken, SSH is dead; the guest may remove it.</summary>
    public string SshDeadMark => InRoot("/run/sandbox/ssh-dead");

    private string RecordFile => System.IO.Path.Combine(Path, "machine.json");

    public string InRoot(string path) => System.IO.Path.Combine(Root, path.TrimStart('/'));

    /// <summary>Takes the mark away; the guest may have cleared all of its <c>/run</c> before.</summary>
    public void ClearSshDead()
    {
        if (File.Exists(SshDeadMark))
            File.Delete(SshDeadMark);
    }

    public MachineRecord? Read() => File.Exists(RecordFile)
        ? JsonSerializer.Deserialize<MachineRecord>(File.ReadAllText(RecordFile), s_json)
        : null;

    public void Write(MachineRecord record) => AtomicFile.Write(RecordFile, JsonSerializer.Serialize(record, s_json));

    public IReadOnlyDictionary<string, string> EnvironmentOf(MachineRecord machine)
    {
        string[] own = ["usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin"];
        var host = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ROOT"] = Root,
            ["HOME"] = InRoot("root"),
            ["PATH"] = string.Join(':', own.Select(InRoot).Append(host)),
            ["LANG"] = "C.UTF-8",
            [ProcessTable.MachineVariable] = machine.Id,
            ["SANDBOX_ADDRESS"] = machine.Address,
            ["SANDBOX_BOOT_ID"] = machine.BootId,
        };
    }
}

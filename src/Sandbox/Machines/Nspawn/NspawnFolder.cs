namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>Where the parts of one machine lie, and what it is called in the kernel.</summary>
internal sealed record NspawnFolder(string Path, string Id)
{
    private readonly MachineFolder _files = new(Path);

    /// <summary>The machine's root: the image's layers below, and what the machine wrote on top.</summary>
    public string Root => _files.Root;

    public string Upper => System.IO.Path.Combine(Path, "upper");

    public string Work => System.IO.Path.Combine(Path, "work");

    public string BootLog => _files.BootLog;

    /// <summary>What is wrong with the machine's supervisor, if anything.</summary>
    public string SupervisorLog => System.IO.Path.Combine(Path, "supervisor.log");

    public string BootIdFile => System.IO.Path.Combine(Path, "boot-id");

    /// <summary>Name of its cgroups and of its container.</summary>
    public string KernelName => $"sandbox-{Id}";

    /// <summary>A block device <c>lunN</c> for each data disk; below <c>/dev</c>, as other places forbid
    /// devices.</summary>
    public string Disks => $"/dev/{KernelName}";

    public string InRoot(string path) => _files.InRoot(path);

    public static string ReadOrEmpty(string file) => File.Exists(file) ? File.ReadAllText(file) : "";

    public MachineRecord? Read() => _files.Read();

    public void Write(MachineRecord record) => _files.Write(record);

    /// <summary>A file of the machine; what an image has at this place may be a link out of its root.</summary>
    public void WriteInRoot(string path, byte[] content, UnixFileMode mode)
    {
        var file = InRoot(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.Delete(file);
        File.WriteAllBytes(file, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, mode);
    }
}

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>What machines of this kind need of the computer.</summary>
internal static class NspawnRequirements
{
    private static readonly (string Program, string Package)[] s_programs =
    [
        ("systemd-nspawn", "systemd-container"), ("losetup", "mount"), ("iptables", "iptables"), ("ip", "iproute2"),
        ("nsenter", "util-linux"), ("debootstrap", "debootstrap"),
    ];

    /// <summary>What is missing and what to do, in a sentence; null where nothing is.</summary>
    public static string? Missing(bool isLinux, bool isRoot, Func<string, bool> hasProgram)
    {
        if (!isLinux)
            return "Machines of kind Nspawn need Linux: set Sandbox:Machines=Process.";
        if (!isRoot)
            return "Machines of kind Nspawn are containers, which root makes: start as root (sudo), or set "
                + "Sandbox:Machines=Process.";
        var missing = s_programs.Where(p => !hasProgram(p.Program)).ToList();
        return missing.Count == 0
            ? null
            : $"Machines of kind Nspawn need {string.Join(", ", missing.Select(m => m.Program))}: "
                + $"apt-get install {string.Join(' ', missing.Select(m => m.Package))}, "
                + "or set Sandbox:Machines=Process.";
    }

    /// <summary>The same of this computer.</summary>
    public static string? MissingHere() => Missing(
        OperatingSystem.IsLinux(), string.Equals(Environment.UserName, "root", StringComparison.Ordinal), HasProgram);

    private static bool HasProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(f => File.Exists(Path.Combine(f, name)));
}

using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// Reads what <c>probe.sh --json</c> printed. The machine may be old, broken or hostile: an absent value is null, a
/// value of
/// another type than agreed refuses the whole text, and nothing it says can grow beyond the limits below.
/// </summary>
public static class ProbeReader
{
    /// <summary>Longest text that is looked at; the real one has 1-2 KiB.</summary>
    public const int LongestText = 64 * 1024;

    /// <summary>Reads a report; false with a short reason where the text is none.</summary>
    public static bool TryRead(
        string text, [NotNullWhen(true)] out ProbeReport? report, [NotNullWhen(false)] out string? refusal)
    {
        if (text.Length <= LongestText)
            return JsonFields.TryRead("probe.sh", text, Read, out report, out refusal);

        (report, refusal) = (null, $"probe.sh printed more than {LongestText / 1024} KiB");
        return false;
    }

    private static ProbeReport Read(JsonFields fields)
    {
        var boot = fields.Object("boot");
        var report = boot.Object("report");
        var gateway = fields.Object("gateway");
        var unit = gateway.Object("unit");
        var disk = fields.Object("disk");
        var machine = fields.Object("machine");
        return new ProbeReport
        {
            Boot = Phase(boot.Text("phase")),
            BootStep = boot.Text("step"),
            BootError = report.Text("error"),
            IsDrained = boot.Flag("drained"),
            Live = gateway.Flag("healthz"),
            Ready = gateway.Flag("readyz"),
            Starting = gateway.Text("startupz") is { } startup ? startup == "starting" : null,
            Failing = gateway.Texts("failing"),
            HasSecrets = gateway.Flag("secrets"),
            Unit = unit.Text("active"),
            Restarts = unit.Integer("restarts"),
            ExitCode = unit.Integer("exitCode"),
            OpenClaw = gateway.Text("version"),
            AppLayer = report.Text("app"),
            IsMounted = disk.Flag("mounted"),
            IsReadOnly = disk.Flag("readOnly"),
            DiskPercent = disk.Integer("usedPercent"),
            InodePercent = disk.Integer("inodesUsedPercent"),
            MemoryPercent = Used(machine.Number("memoryKiB"), machine.Number("memoryAvailableKiB")),
            Load = machine.Numbers("load").Cast<double?>().FirstOrDefault() / machine.Number("cpus"),
            Clock = fields.Epoch("clock"),
            UpdatesAt = report.Object("updates").Integer("at"),
            PendingPairings = gateway.Integer("pendingPairings"),
            Errors = fields.Texts("errors"),
        };
    }

    private static string? Phase(string? phase) => phase switch
    {
        null => null,
        "none" or "running" => "booting",
        "done" => "ready",
        "failed" => "failed",
        _ => throw new FormatException("'phase' is none that is known"),
    };

    private static int? Used(double? total, double? available) =>
        total > 0 && available >= 0 && available <= total
            ? (int)Math.Round(100 * (1 - available.Value / total.Value))
            : null;
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// Reads what <c>probe.sh --json</c> printed. The machine may be old, broken or hostile: an absent value is null, a value of
/// another type than agreed refuses the whole text, and nothing it says can grow beyond the limits below.
/// </summary>
public static class ProbeReader
{
    /// <summary>Longest text that is looked at; the real one has 1-2 KiB.</summary>
    public const int LongestText = 64 * 1024;

    private const int LongestWord = 200;
    private const int MostWords = 10;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads a report; false with a short reason where the text is none.</summary>
    public static bool TryRead(
        string text, [NotNullWhen(true)] out ProbeReport? report, [NotNullWhen(false)] out string? refusal)
    {
        report = null;
        refusal = null;
        if (text.Length > LongestText)
        {
            refusal = $"probe.sh printed more than {LongestText / 1024} KiB";
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            report = Read(new JsonFields(document.RootElement, LongestWord, MostWords));
            return true;
        }
        catch (JsonException)
        {
            refusal = "probe.sh printed no JSON";
        }
        catch (FormatException mismatch)
        {
            refusal = $"probe.sh: {mismatch.Message}";
        }

        return false;
    }

    private static ProbeReport Read(JsonFields fields) => new()
    {
        Boot = fields.Text("boot"),
        BootError = fields.Text("bootError"),
        Live = fields.Flag("live"),
        Ready = fields.Flag("ready"),
        Starting = fields.Flag("starting"),
        Failing = fields.Texts("failing"),
        Unit = fields.Text("unit"),
        Restarts = fields.Integer("restarts"),
        ExitCode = fields.Integer("exitCode"),
        OpenClaw = fields.Text("openclaw"),
        AppLayer = fields.Text("app"),
        DiskPercent = fields.Integer("diskPercent"),
        InodePercent = fields.Integer("inodePercent"),
        MemoryPercent = fields.Integer("memoryPercent"),
        Load = fields.Number("load"),
        Clock = fields.Epoch("clock"),
        UpdatesAt = fields.Integer("updatesAt"),
        PendingPairings = fields.Integer("pendingPairings"),
        Errors = fields.Texts("errors"),
    };
}

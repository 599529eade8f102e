using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>What <c>boot.sh</c>'s report says of the programs that it installed.</summary>
/// <param name="OpenClaw">OpenClaw's version; null where the machine does not tell.</param>
/// <param name="IsOfImage">Whether nothing was to be installed, for the image brings all of it.</param>
/// <param name="Scripts">The scripts, in their order.</param>
internal sealed record InstallReport(
    OpenClawVersion? OpenClaw, bool IsOfImage, ImmutableList<InstalledScript> Scripts)
{
    private const int MostScripts = 100;

    /// <summary>The scripts that neither did anything nor found it done, nor may be passed over.</summary>
    internal IReadOnlyList<string> Missing =>
        [.. Scripts.Where(script => script.State is not ("done" or "unchanged" or "skipped")).Select(s => s.Name)];

    /// <summary>Reads the report; false with a short reason where the text is none, or one of a failure.</summary>
    internal static bool TryRead(
        string text, [NotNullWhen(true)] out InstallReport? report, [NotNullWhen(false)] out string? refusal) =>
        JsonFields.TryRead("boot.sh", text, Read, out report, out refusal);

    /// <summary>A line for a person: what was installed, and what was passed over.</summary>
    public override string ToString()
    {
        if (IsOfImage)
            return "The image brings its programs; nothing was installed.";

        var skipped = Scripts.Where(script => script.State == "skipped").Select(script => script.Name).ToList();
        var without = skipped.Count == 0 ? "" : $"; without {string.Join(", ", skipped)}";
        return $"OpenClaw {OpenClaw?.Value ?? "unknown"}, {Scripts.Count - skipped.Count} parts{without}";
    }

    private static InstallReport Read(JsonFields fields)
    {
        if (fields.Flag("ok") != true)
            throw new FormatException(fields.Text("error") ?? "it does not say that it went well");

        var install = fields.Object("install");
        var went = install.Flag("ok");
        if (went == false)
            throw new FormatException("'install' did not go well");

        return new InstallReport(
            OpenClawVersion.TryParse(fields.Text("openclaw"), out var openClaw) ? openClaw : null,
            IsOfImage: went is null,
            [.. install.Objects("scripts", MostScripts).Select(script => new InstalledScript(
                script.Text("name") ?? "unnamed", script.Text("state") ?? "unknown"))]);
    }
}

/// <summary>One script of <c>install.sh</c>.</summary>
/// <param name="Name">Its name, as <c>os/20-node</c>.</param>
/// <param name="State"><c>done</c>, <c>unchanged</c>, <c>skipped</c> or <c>failed</c>.</param>
internal sealed record InstalledScript(string Name, string State);

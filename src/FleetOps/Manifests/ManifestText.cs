using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>Writes the fleet as a manifest: read again and planned, nothing is to be done. Pure.</summary>
public static class ManifestText
{
    private const string Schema = "# yaml-language-server: $schema=docs/fleet.schema.json";

    /// <summary>The manifest.</summary>
    /// <param name="claws">All claws; those that have no machine are left out.</param>
    /// <param name="at">When, for its first lines.</param>
    public static string Write(IEnumerable<PresentClaw> claws, DateTimeOffset at)
    {
        var text = new StringBuilder()
            .Append(Schema).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"# The fleet as it was on {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC. ")
            .Append("It holds no secrets.\n")
            .Append("# What is left out is left as it is: parentclaw plan shows what apply would do.\n")
            .Append("claws:\n");
        foreach (var claw in claws.Where(IsWritten).OrderBy(claw => claw.Claw.Name))
            Write(text, claw);
        return text.ToString();
    }

    private static bool IsWritten(PresentClaw claw) =>
        claw is { IsThere: true, IsToCreate: false, Claw.Spec: not null };

    private static void Write(StringBuilder text, PresentClaw present)
    {
        var (claw, spec) = (present.Claw, present.Claw.Spec!);
        text.Append("  ").Append(claw.Name).Append(":\n");
        Line(text, ManifestKeys.Profile, $"{claw.Profile}".ToLowerInvariant());
        Line(text, ManifestKeys.Size, spec.Size);
        Line(text, ManifestKeys.Image, $"{spec.Image}");
        Line(text, ManifestKeys.App, $"{spec.AppLayer}");
        Line(text, ManifestKeys.OpenClaw, spec.OpenClaw?.ToString());
        if (claw.Owner is { } owner)
            Raw(text, ManifestKeys.Owner, owner is > 0 and <= ManifestSchema.LargestNumber ? $"{owner}" : null);
        Line(text, ManifestKeys.Model, claw.Model);
        Line(text, ManifestKeys.Policy, $"{claw.DmPolicy}".ToLowerInvariant());
        if (claw.DmPolicy == DmPolicy.Allowlist)
            Raw(text, ManifestKeys.Allow, claw.AllowFrom.All(id => id is > 0 and <= ManifestSchema.LargestNumber)
                ? $"[{string.Join(", ", claw.AllowFrom)}]" : null);
        WriteLabels(text, claw.Labels);
        if (present.Jobs is { } jobs)
            Raw(text, ManifestKeys.Presets, $"[{string.Join(", ", Presets(jobs))}]");
    }

    private static IEnumerable<string> Presets(ImmutableList<Gateway.GatewayCronJob> jobs) => CronPreset.All
        .Where(preset => jobs.Exists(job => CronDesk.IsNamed(job, preset.Name)))
        .Select(preset => preset.Word);

    private static void WriteLabels(StringBuilder text, ImmutableSortedDictionary<string, string> labels)
    {
        var key = KeyOf(ManifestKeys.Labels);
        var canBe = labels.All(label => Fits(label.Key, key.NamePattern!) && Fits(label.Value, key.Pattern!));
        Raw(text, ManifestKeys.Labels, !canBe
            ? null
            : $"{{{string.Join(", ", labels.Select(label => $"\"{label.Key}\": \"{label.Value}\""))}}}");
    }

    // Always in quotes: 1.10 would be a number else. What a pattern admits needs no escape in them.
    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is null)
            return;

        var key = KeyOf(name);
        Raw(text, name, key.Pattern is not { } pattern ? value : Fits(value, pattern) ? $"\"{value}\"" : null);
    }

    private static void Raw(StringBuilder text, string name, string? value) => text.Append(value is null
        ? $"    # {name} is left out: no manifest can say it.\n"
        : $"    {name}: {value}\n");

    private static ManifestKey KeyOf(string name) => ManifestKeys.OfClaw.Find(key => key.Name == name)!;

    private static bool Fits(string text, string pattern) =>
        !text.Contains('\n', StringComparison.Ordinal)
        && Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}

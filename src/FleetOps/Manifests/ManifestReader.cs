using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>
/// Reads a manifest, strictly: what is not understood is a fault, with its line and what to do. Pure.
/// </summary>
public static class ManifestReader
{
    private const int MostClaws = 5_000;

    private static readonly ImmutableList<string> Known = ManifestKeys.OfClaw.ConvertAll(key => key.Name);

    /// <summary>Reads it; null with at least one fault where it is not wholly right.</summary>
    public static Manifest? Read(string text, out ImmutableList<ManifestFault> faults)
    {
        var found = new List<ManifestFault>();
        var manifest = FindSecrets(text, found) ? null : Read(text, found);
        faults = [.. found.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];
        return found.Count == 0 ? manifest : null;
    }

    private static Manifest? Read(string text, List<ManifestFault> faults)
    {
        if (ManifestYaml.Read(text, faults) is not { } root)
            return null;

        var values = new ManifestValues(faults);
        var top = values.Entries(root, ManifestKeys.Top, "a manifest");
        if (!top.TryGetValue(ManifestKeys.Claws, out var claws))
            values.Complain(root, "There are no claws in it. Write claws: and below it a name for each.");

        var common = top.TryGetValue(ManifestKeys.Defaults, out var defaults)
            ? ReadClaw(new ManifestClaw(ClawName.Parse("defaults"), defaults.Line), defaults, "defaults", values)
            : null;
        return new Manifest([.. ReadClaws(claws, common, values).OrderBy(claw => claw.Name)]);
    }

    private static IEnumerable<ManifestClaw> ReadClaws(ManifestNode? node, ManifestClaw? common, ManifestValues values)
    {
        if (node is null or ScalarNode { IsNothing: true })
            yield break;
        if (node is not MapNode map)
        {
            values.Complain(node, "claws is a map: a name for each claw, and below it what it shall be.");
            yield break;
        }

        if (map.Entries.Count > MostClaws)
            values.Complain(node, $"These are more than {MostClaws} claws. Divide them into several manifests.");
        foreach (var (key, value) in map.Entries)
        {
            if (!ClawName.TryParse(key.Text, out var name))
            {
                values.Complain(key, $"{Quoted.Text(key.Text)} is no claw's name. {ClawName.Rule}");
                continue;
            }

            var claw = ReadClaw(new ManifestClaw(name, key.Line), value, key.Text, values);
            yield return Merge(claw, common, key, values);
        }
    }

    private static ManifestClaw Merge(ManifestClaw claw, ManifestClaw? common, ManifestNode at, ManifestValues values)
    {
        var merged = common is null ? claw : ManifestDefaults.Merge(claw, common);
        if (merged is { Allow: not null, Policy: DmPolicy.Pairing or DmPolicy.Open })
            values.Complain(
                at, $"{claw.Name}: allow is the list of policy: allowlist; with another policy there is none.");
        // A list that is given is meant, unless another policy is named beside it: as with /deploy.
        return merged.Allow is null ? merged : merged with { Policy = merged.Policy ?? DmPolicy.Allowlist };
    }

    private static ManifestClaw ReadClaw(ManifestClaw claw, ManifestNode node, string of, ManifestValues values)
    {
        var entries = values.Entries(node, Known, of);
        foreach (var key in ManifestKeys.OfClaw)
        {
            if (!entries.TryGetValue(key.Name, out var value))
                continue;
            if (value is ScalarNode { IsNothing: true })
                values.Complain(value, $"{key.Name} says nothing. Leave the key out to leave that as it is.");
            else
                claw = Take(claw, key, value, values) with { Lines = claw.Lines.SetItem(key.Name, value.Line) };
        }

        return claw;
    }

    private static ManifestClaw Take(ManifestClaw claw, ManifestKey key, ManifestNode node, ManifestValues values) =>
        key.Name switch
        {
            ManifestKeys.Profile => claw with { Profile = Choice<Profile>(key, node, values) },
            ManifestKeys.Size => claw with { Size = values.Text(key, node) },
            ManifestKeys.Image => claw with
            {
                Image = values.Text(key, node) is { } image ? ImageVersion.Parse(image) : null,
            },
            ManifestKeys.App => claw with
            {
                AppLayer = values.Text(key, node) is { } app ? AppLayerVersion.Parse(app) : null,
            },
            ManifestKeys.OpenClaw => claw with
            {
                OpenClaw = values.Text(key, node) is { } openClaw ? OpenClawVersion.Parse(openClaw) : null,
            },
            ManifestKeys.Owner => claw with { Owner = values.Number(key, node) },
            ManifestKeys.Model => claw with { Model = values.Text(key, node) },
            ManifestKeys.Policy => claw with { Policy = Choice<DmPolicy>(key, node, values) },
            ManifestKeys.Allow => claw with { Allow = Numbers(key, node, values) },
            ManifestKeys.Labels => claw with { Labels = Labels(key, node, values) },
            ManifestKeys.Presets => claw with
            {
                Presets = [.. values.Items(key, node, item => values.Text(key, item))],
            },
            ManifestKeys.Jobs => claw with { Jobs = Jobs(key, node, values) },
            _ => throw new InvalidOperationException($"The manifest's key {key.Name} is read by nobody."),
        };

    private static T? Choice<T>(ManifestKey key, ManifestNode node, ManifestValues values)
        where T : struct, Enum =>
        values.Text(key, node) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

    private static ImmutableSortedSet<long> Numbers(ManifestKey key, ManifestNode node, ManifestValues values) =>
        [.. values.Items(key, node, item => (object?)values.Number(key, item)).Select(number => (long)number)];

    private static ImmutableSortedDictionary<string, string> Labels(
        ManifestKey key, ManifestNode node, ManifestValues values) =>
        values.Named(key, node)
            .Select(label => (label.Name.Text, Value: values.Text(key, label.Value)))
            .Where(label => label.Value is not null)
            .ToImmutableSortedDictionary(label => label.Text, label => label.Value!);

    private static ImmutableList<ManifestJob> Jobs(ManifestKey key, ManifestNode node, ManifestValues values) =>
        [.. values.Named(key, node).Select(job => Job(key, job.Name, job.Value, values)).OfType<ManifestJob>()];

    private static ManifestJob? Job(ManifestKey key, ScalarNode name, ManifestNode node, ManifestValues values)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = values.Entries(node, key.Keys.ConvertAll(one => one.Name), name.Text);
        foreach (var one in key.Keys)
        {
            if (entries.TryGetValue(one.Name, out var value) && values.Text(one, value) is { } text)
                said.Add(one.Name, text);
            else if (one.IsRequired && !entries.ContainsKey(one.Name))
                values.Complain(name, $"The job {name.Text} has no {one.Name}. {one.Summary}");
        }

        if (!said.TryGetValue(ManifestKeys.At, out var at) || !said.TryGetValue(ManifestKeys.Text, out var told))
            return null;
        if (OpenClawCommands.FindFault(told) is { } fault)
            values.Complain(entries[ManifestKeys.Text], fault);
        if (!CronDays.TryRead(at, said.GetValueOrDefault(ManifestKeys.Days), out var expression, out var refusal))
            values.Complain(name, refusal);
        return expression is null
            ? null
            : new ManifestJob(
                name.Text, expression, told.Trim(),
                said.GetValueOrDefault(ManifestKeys.Tell) != ManifestKeys.TellNobody);
    }

    // Line by line, so that one in a comment is found too; the text of a fault never shows it.
    private static bool FindSecrets(string text, List<ManifestFault> faults)
    {
        if (text.Length > ManifestYaml.LongestText)
            return false;

        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length && faults.Count < 10; i++)
        {
            if (SecretShapes.ContainsSecret(lines[i]))
                faults.Add(new ManifestFault(
                    i + 1, 1,
                    "This looks like a secret, and a manifest holds none. /secret set keeps it; take it out of the "
                    + "file, and out of where the file was."));
        }

        return faults.Count > 0;
    }
}

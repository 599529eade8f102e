using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>How far cloud-init is with a machine's first boot, from what it keeps below
/// <c>/var/lib/cloud</c>.</summary>
/// <param name="Ready">Accounts, keys and files are there and logins are let in. What runs after that, such as units
/// that install for minutes, Azure's create does not wait for either.</param>
/// <param name="Refusal">What it did not take, in its own words; null where it took all.</param>
internal sealed record CloudInitReport(bool Ready, string? Refusal)
{
    private static readonly string[] s_stages = ["init-local", "init", "modules-config"];

    public static CloudInitReport Of(NspawnFolder folder, bool withCustomData)
    {
        var status = Read(folder.InRoot("/var/lib/cloud/data/status.json"));
        var stages = s_stages.Select(s => status?["v1"]?[s]).ToList();
        if (stages[^1]?["finished"] is null)
            return new CloudInitReport(false, null);
        var errors = stages.SelectMany(s => s?["errors"]?.AsArray() ?? []).Select(e => $"{e}").ToList();
        if (errors.Count == 0 && withCustomData && TookNothing(folder))
            errors = Warnings(folder);
        return new CloudInitReport(true, errors.Count == 0 ? null : string.Join("; ", errors));
    }

    /// <summary>Data that cannot be read is a warning to cloud-init, which goes on without it.</summary>
    private static bool TookNothing(NspawnFolder folder)
    {
        var instance = folder.InRoot("/var/lib/cloud/instance");
        // The link leads to a place as the guest sees it.
        if (new FileInfo(instance).LinkTarget is { } target)
            instance = folder.InRoot(target);
        var config = Path.Combine(instance, "cloud-config.txt");
        var taken = File.Exists(config) && File.ReadLines(config)
            .Any(l => l.Length > 0 && l[0] is not ('#' or '-' or '.') && l.Trim() != "{}");
        var scripts = Path.Combine(instance, "scripts");
        return !taken && !(Directory.Exists(scripts) && Directory.EnumerateFiles(scripts).Any());
    }

    private static List<string> Warnings(NspawnFolder folder) =>
    [
        .. File.ReadLines(folder.InRoot("/var/log/cloud-init.log"))
            .Where(l => l.Contains("[WARNING]", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(3),
    ];

    private static JsonNode? Read(string file) => File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) : null;
}

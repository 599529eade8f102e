using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>
/// The network of one sandbox: a bridge with a range of addresses that only this computer knows, and a way out for its
/// machines behind the computer's own address. Found again after a crash; gone when the sandbox ends.
/// </summary>
internal sealed class NspawnNetwork
{
    /// <summary>Held while a range is chosen, so that two sandboxes do not choose the same.</summary>
    private const string ChoiceLock = "/run/lock/parentclaw-sandbox-network";

    private const string Forwarding = "/proc/sys/net/ipv4/ip_forward";

    /// <summary>Choosing takes some milliseconds; who waits longer waits for a process that hangs.</summary>
    private static readonly TimeSpan s_choiceLimit = TimeSpan.FromSeconds(30);

    private NspawnNetwork(string bridge, Subnet range) => (Bridge, Range) = (bridge, range);

    /// <summary>Name of the bridge, derived from the sandbox's folder.</summary>
    public string Bridge { get; }

    public Subnet Range { get; }

    /// <summary>Each rule with the chain it stands in; all of them name the bridge's range or the bridge.</summary>
    private IEnumerable<(string Table, string Chain, string[] Rule)> Rules =>
    [
        ("nat", "POSTROUTING", ["-s", $"{Range}", "!", "-d", $"{Range}", "-j", "MASQUERADE"]),
        ("filter", "FORWARD", ["-i", Bridge, "-j", "ACCEPT"]),
        ("filter", "FORWARD",
            ["-o", Bridge, "-m", "conntrack", "--ctstate", "RELATED,ESTABLISHED", "-j", "ACCEPT"]),
    ];

    /// <summary>Its name, which no other folder's bridge has; the kernel takes 15 characters.</summary>
    public static string BridgeOf(string folder) =>
        $"sb-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12]}";

    /// <exception cref="IOException">The range that the sandbox has is taken by something else by now.</exception>
    public static async Task<NspawnNetwork> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var bridge = BridgeOf(folder);
        var file = Path.Combine(folder, "network");
        using var choosing = await LockAsync(cancellationToken);
        var taken = await TakenAsync(bridge, cancellationToken);
        var range = File.Exists(file)
            ? Subnet.TryParse((await File.ReadAllTextAsync(file, cancellationToken)).Trim()) : null;
        if (range is { } known && taken.Any(known.Overlaps))
            throw new IOException(
                $"The sandbox's machines live in {known}, which now leads elsewhere on this computer (ip route): "
                + "take that away, or begin a new sandbox in another folder.");
        var network = new NspawnNetwork(bridge, range ?? Choose(taken));
        AtomicFile.Write(file, $"{network.Range}\n");
        await network.UpAsync(cancellationToken);
        return network;
    }

    /// <summary>Takes the bridge and its rules away; what is gone already is no error.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach (var (table, chain, rule) in Rules)
        {
            if (await StandsAsync(table, chain, rule, cancellationToken))
                await LocalCommand.RequireAsync(
                    cancellationToken, ["iptables", "-w", "-t", table, "-D", chain, .. rule]);
        }

        if (Directory.Exists($"/sys/class/net/{Bridge}"))
            await LocalCommand.RequireAsync(cancellationToken, "ip", "link", "delete", Bridge);
    }

    /// <summary>An address has moved to another machine: nobody may remember where it was.</summary>
    public Task ForgetNeighbourAsync(string address, CancellationToken cancellationToken) =>
        LocalCommand.RequireAsync(cancellationToken, "ip", "neigh", "flush", "to", address, "dev", Bridge);

    private static Subnet Choose(IReadOnlyList<Subnet> taken)
    {
        while (true)
        {
            if (Subnet.Draw() is var candidate && !taken.Any(candidate.Overlaps))
                return candidate;
        }
    }

    private static async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_choiceLimit);
        while (true)
        {
            try
            {
                return new FileStream(ChoiceLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
            }
        }
    }

    /// <summary>Where the computer's routes lead, but for the default one and those of our own bridge.</summary>
    private static async Task<IReadOnlyList<Subnet>> TakenAsync(string bridge, CancellationToken cancellationToken)
    {
        var routes = await LocalCommand.RequireAsync(
            cancellationToken, "ip", "-json", "-4", "route", "show", "table", "all");
        return
        [
            .. JsonNode.Parse(routes)!.AsArray().OfType<JsonObject>()
                .Where(r => r["dev"]?.GetValue<string>() != bridge)
                .Select(r => Subnet.TryParse(r["dst"]?.GetValue<string>() ?? "")).OfType<Subnet>(),
        ];
    }

    private async Task UpAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists($"/sys/class/net/{Bridge}"))
            await LocalCommand.RequireAsync(cancellationToken, "ip", "link", "add", Bridge, "type", "bridge");
        await LocalCommand.RequireAsync(
            cancellationToken, "ip", "addr", "replace", $"{Range.Gateway}/{Range.Prefix}", "dev", Bridge);
        await LocalCommand.RequireAsync(cancellationToken, "ip", "link", "set", Bridge, "up");
        // Other sandboxes and the computer's own uses may need it too, so it is left on.
        if ((await File.ReadAllTextAsync(Forwarding, cancellationToken)).Trim() == "0")
            await File.WriteAllTextAsync(Forwarding, "1", cancellationToken);
        foreach (var (table, chain, rule) in Rules)
        {
            // First of all: a computer with a firewall or Docker drops what it forwards for others.
            if (!await StandsAsync(table, chain, rule, cancellationToken))
                await LocalCommand.RequireAsync(
                    cancellationToken, ["iptables", "-w", "-t", table, "-I", chain, .. rule]);
        }
    }

    private static async Task<bool> StandsAsync(
        string table, string chain, string[] rule, CancellationToken cancellationToken)
    {
        var output = await LocalCommand.RunAsync(
            ["iptables", "-w", "-t", table, "-C", chain, .. rule], null, null, cancellationToken);
        return output.ExitCode == 0;
    }
}

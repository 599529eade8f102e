using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>
/// What stands in for Azure at a machine's boots: the OS profile and the custom data for cloud-init (datasource
/// NoCloud), the network of its NIC, the name servers of this computer.
/// </summary>
internal static class FirstBoot
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const string Seed = "/var/lib/cloud/seed/nocloud";

    /// <summary>systemd-resolved's own list, where resolv.conf leads to its stub, which a guest cannot reach.</summary>
    private static readonly string[] s_resolvers = ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"];

    /// <summary>Before the first boot.</summary>
    public static void Prepare(NspawnFolder folder, MachineSpec machine)
    {
        Write(folder, $"{Seed}/meta-data", new JsonObject
        {
            ["instance-id"] = machine.Id,
            ["local-hostname"] = machine.Name,
            ["public-keys"] = new JsonArray([.. machine.Keys.Select(k => JsonValue.Create(k.Line.Trim()))]),
        }.ToJsonString());
        folder.WriteInRoot($"{Seed}/user-data", machine.CustomData ?? "#cloud-config\n"u8.ToArray(), Private);
        Write(folder, "/etc/cloud/cloud.cfg.d/95-os-profile.cfg", $$"""
            system_info:
              default_user:
                name: {{JsonSerializer.Serialize(machine.AdminUser)}}
                gecos: {{JsonSerializer.Serialize(machine.AdminUser)}}
                lock_passwd: true
                groups: [adm, sudo]
                sudo: ["ALL=(ALL) NOPASSWD:ALL"]
                shell: /bin/bash

            """);
        Write(folder, "/etc/resolv.conf", NameServers());
    }

    /// <summary>Before each boot, and when an address moves.</summary>
    public static void SetNetwork(NspawnFolder folder, MachineSpec machine, Subnet range) =>
        Write(folder, "/etc/systemd/network/10-host0.network", $"""
            [Match]
            Name=host0

            [Network]
            Address={machine.PrivateAddress}/{range.Prefix}
            {(machine.Address == machine.PrivateAddress ? "" : $"Address={machine.Address}/32")}
            Gateway={range.Gateway}
            LinkLocalAddressing=no
            IPv6AcceptRA=no

            """);

    private static void Write(NspawnFolder folder, string path, string content) =>
        folder.WriteInRoot(path, Encoding.UTF8.GetBytes(content), Readable);

    private static string NameServers()
    {
        var lines = s_resolvers.Where(File.Exists).SelectMany(File.ReadAllLines)
            .Where(l => l.StartsWith("nameserver ", StringComparison.Ordinal))
            .Where(l => !l.Contains(" 127.", StringComparison.Ordinal) && !l.Contains(':', StringComparison.Ordinal));
        return string.Concat(lines.Distinct(StringComparer.Ordinal).Select(l => $"{l}\n"));
    }
}

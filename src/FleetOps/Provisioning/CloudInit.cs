using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>
/// Renders what cloud-init gets: the account, files, host key, and the unit that makes the machine a claw at each boot
/// (<c>runcmd</c> runs once, so it only enables the unit, and does not wait for it: how the boot goes is told by the
/// machine's own report). The clock's zone is boot.sh's business, for an image without zones would fail cloud-init.
/// Nothing is fetched at boot. Pure.
/// </summary>
public static class CloudInit
{
    /// <summary>Azure's limit for custom data, before base64 (ComputeRP.OSProfile.customData).</summary>
    public const int MostBytes = 65535;

    private const string AppFolder = "/opt/claw/";
    private const string UnitFolder = "/etc/systemd/system/";
    private const string BootUnit = "claw-boot.service";
    private const string SettingsFile = "/etc/claw/claw.env";
    private const string GatewayConfigFile = "/etc/claw/gateway.overlay.json";

    private static readonly ConditionalWeakTable<AppLayer, string> LayerTexts = [];

    /// <summary>The user data, compressed with gzip, which cloud-init unpacks by itself.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.InvalidRequest"/>: it is larger than Azure takes.
    /// </exception>
    public static byte[] Render(CloudInitOrder order)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(RenderText(order)));
        return packed.Length <= MostBytes
            ? packed.ToArray()
            : throw new FleetException(
                FailureReason.InvalidRequest,
                $"The app layer {order.AppLayer.Version} packs to {packed.Length} bytes; "
                + $"custom data takes {MostBytes}.");
    }

    /// <summary>The user data as text.</summary>
    public static string RenderText(CloudInitOrder order)
    {
        var head = new YamlMappingNode
        {
            { "users", Sequence([Account(order)]) },
            { "ssh_deletekeys", "true" },
            {
                "ssh_keys", new YamlMappingNode
                {
                    { "ed25519_private", Literal(order.PrivateHostKey.Reveal()) },
                    { "ed25519_public", order.HostKey },
                }
            },
            { "ssh_pwauth", "false" },
            { "disable_root", "true" },
        };
        var tail = new YamlMappingNode
        {
            { "runcmd", Sequence([Sequence(["systemctl", "enable", "--now", "--no-block", BootUnit])]) },
        };
        return $"#cloud-config\n{Text(head)}write_files:\n{FilesOf(order.AppLayer)}"
            + $"{Text(Sequence(FilesOf(order)))}{Text(tail)}";
    }

    private static YamlMappingNode Account(CloudInitOrder order) => new()
    {
        { "name", order.User },
        { "groups", Sequence(["adm", "sudo", "systemd-journal"]) },
        { "sudo", "ALL=(ALL) NOPASSWD:ALL" },
        { "lock_passwd", "true" },
        { "shell", "/bin/bash" },
        { "ssh_authorized_keys", Sequence([order.AccessKey]) },
    };

    private static IEnumerable<YamlNode> FilesOf(CloudInitOrder order)
    {
        yield return File(SettingsFile, Settings(order), "0644");
        if (order.GatewayConfig is { } config)
            yield return File(GatewayConfigFile, config, "0600");
    }

    // Some 50 ms of work, and the same text for each machine: fifty deploys at once would wait seconds for it.
    private static string FilesOf(AppLayer layer) =>
        LayerTexts.GetValue(layer, static layer => Text(Sequence(Files(layer))));

    private static string Text(YamlNode node)
    {
        const string end = "\n...\n"; // the writer may end a document so; what we write is a part of one
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(node)).Save(text, assignAnchors: false);
        var written = text.ToString();
        return written.EndsWith(end, StringComparison.Ordinal) ? written[..^(end.Length - 1)] : written;
    }

    private static IEnumerable<YamlNode> Files(AppLayer layer)
    {
        foreach (var file in layer.Files)
            yield return File(AppFolder + file.Path, file.Content, file.IsProgram ? "0755" : "0644");

        // boot.sh lays the others where they belong.
        foreach (var unit in layer.Files.Where(file => file.Path == $"units/{BootUnit}"))
            yield return File(UnitFolder + BootUnit, unit.Content, "0644");
    }

    private static string Settings(CloudInitOrder order)
    {
        var lines = new StringBuilder();
        foreach (var (name, value) in order.Settings.Where(line => line.Value.Length > 0))
        {
            if (value.Any(char.IsControl))
                throw new FleetException(FailureReason.InvalidRequest, $"{name} must be one line of plain text.");
            lines.Append(name).Append('=').Append(value).Append('\n');
        }
        return lines.ToString();
    }

    private static YamlMappingNode File(string path, string content, string mode)
    {
        var file = new YamlMappingNode
        {
            { "path", path },
            { "permissions", new YamlScalarNode(mode) { Style = ScalarStyle.SingleQuoted } },
        };
        if (IsPlain(content))
        {
            file.Add("content", Literal(content));
            return file;
        }
        file.Add("encoding", "b64");
        file.Add("content", Convert.ToBase64String(Encoding.UTF8.GetBytes(content)));
        return file;
    }

    // What a YAML block keeps byte for byte, whoever reads it: whole lines of text that begin at the margin.
    private static bool IsPlain(string content) =>
        content.Length > 0 && !char.IsWhiteSpace(content[0]) && content[^1] == '\n' && content.All(IsPlain);

    private static bool IsPlain(char c) =>
        c is '\n' or '\t'
        || (!char.IsControl(c) && c is not ('\u2028' or '\u2029' or '\ufeff' or '\uffff' or '\ufffe'));

    private static YamlSequenceNode Sequence(IEnumerable<YamlNode> nodes) => new(nodes);

    private static YamlScalarNode Literal(string text) => new(text) { Style = ScalarStyle.Literal };
}

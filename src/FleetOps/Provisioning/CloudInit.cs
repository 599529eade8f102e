using System.IO.Compression;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>
/// Renders what cloud-init gets: files, host key, and the unit that makes the machine a claw at each boot
/// (<c>runcmd</c> runs once, so it only enables the unit). Nothing is fetched at boot. Pure.
/// </summary>
public static class CloudInit
{
    /// <summary>Azure's limit for custom data, before base64 (ComputeRP.OSProfile.customData).</summary>
    public const int MostBytes = 65535;

    private const string AppFolder = "/opt/claw/";
    private const string UnitFolder = "/etc/systemd/system/";
    private const string BootUnit = "claw-boot.service";

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
                $"The app layer {order.AppLayer.Version} packs to {packed.Length} bytes; custom data takes {MostBytes}.");
    }

    /// <summary>The user data as text.</summary>
    public static string RenderText(CloudInitOrder order)
    {
        var root = new YamlMappingNode
        {
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
            { "write_files", Sequence(Files(order)) },
            { "runcmd", Sequence([Sequence(["systemctl", "enable", "--now", BootUnit])]) },
        };
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);

        // The writer ends a document with "..."; cloud-init reads one document and wants its mark in the first line.
        return $"#cloud-config\n{text.ToString().TrimEnd('\n', '.')}\n";
    }

    private static IEnumerable<YamlNode> Files(CloudInitOrder order)
    {
        foreach (var file in order.AppLayer.Files)
            yield return File(AppFolder + file.Path, file.Content, file.IsProgram ? "0755" : "0644");

        foreach (var unit in order.AppLayer.Files.Where(file => file.IsUnit))
            yield return File(UnitFolder + Path.GetFileName(unit.Path), unit.Content, "0644");

        yield return File("/etc/claw/claw.env", Settings(order), "0644");
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
        c is '\n' or '\t' || (!char.IsControl(c) && c is not ('\u2028' or '\u2029' or '\ufeff' or '\uffff' or '\ufffe'));

    private static YamlSequenceNode Sequence(IEnumerable<YamlNode> nodes) => new(nodes);

    private static YamlScalarNode Literal(string text) => new(text) { Style = ScalarStyle.Literal };
}

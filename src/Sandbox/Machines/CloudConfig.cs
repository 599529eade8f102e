using System.IO.Compression;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ParentClaw.Sandbox.Machines;

/// <summary>A file that cloud-init writes.</summary>
internal sealed record CloudFile(string Path, byte[] Content, UnixFileMode Mode);

/// <summary>
/// The part of <c>#cloud-config</c> that the sandbox's machines understand. Any other key or form is refused, so that
/// nothing is ignored in silence that a real machine would act on.
/// </summary>
/// <param name="Files"><c>write_files</c></param>
/// <param name="Units">Units of <c>runcmd</c>'s <c>[systemctl, enable, --now[, --no-block], UNIT]</c>.</param>
internal sealed record CloudConfig(IReadOnlyList<CloudFile> Files, IReadOnlyList<string> Units)
{
    private const string HostKey = "/etc/ssh/ssh_host_ed25519_key";

    public static CloudConfig None { get; } = new([], []);

    /// <summary>Throws <see cref="ProvisioningFailure"/>, which names the key.</summary>
    public static CloudConfig Parse(byte[] customData)
    {
        var text = Encoding.UTF8.GetString(Inflate(customData, "customData"));
        if (!text.StartsWith("#cloud-config\n", StringComparison.Ordinal))
            throw Refuse("customData", "does not begin with #cloud-config");

        var files = new List<CloudFile>();
        var units = new List<string>();
        foreach (var (key, value) in Members(Root(text), "customData"))
        {
            switch (key)
            {
                case "write_files":
                    files.AddRange(Items(value, key).Select(File));
                    break;
                case "users":
                    files.AddRange(Items(value, key).Select(CloudUser.KeysOf));
                    break;
                case "ssh_keys":
                    files.AddRange(Members(value, key).Select(HostKeyFile));
                    break;
                case "runcmd":
                    units.AddRange(Items(value, key).Select(Unit));
                    break;
                case "ssh_deletekeys" or "disable_root" when Scalar(value, key) is "true" or "false":
                case "ssh_pwauth" when Scalar(value, key) is "false":
                    break;
                default:
                    throw Refuse(key, "is not understood");
            }
        }

        return new CloudConfig(files, units);
    }

    private static YamlNode Root(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode : throw Refuse("customData", "is empty");
        }
        catch (YamlException wrong)
        {
            throw Refuse("customData", $"is not YAML ({wrong.Message})");
        }
    }

    private static CloudFile File(YamlNode node)
    {
        string? path = null, encoding = null;
        var content = "";
        var mode = "0644";
        foreach (var (key, value) in Members(node, "write_files"))
        {
            var text = Scalar(value, $"write_files.{key}");
            switch (key)
            {
                case "path" when text.StartsWith('/') && !text.Split('/').Contains(".."):
                    path = text;
                    break;
                case "content":
                    content = text;
                    break;
                case "encoding":
                    encoding = text;
                    break;
                case "permissions":
                    mode = text;
                    break;
                case "owner" when text == "root:root":
                    break;
                default:
                    throw Refuse($"write_files.{key}", $"has a form that is not understood: '{text}'");
            }
        }

        return new CloudFile(
            path ?? throw Refuse("write_files.path", "is missing"), Decode(content, encoding), Mode(mode));
    }

    private static byte[] Decode(string content, string? encoding)
    {
        switch (encoding)
        {
            case null or "text/plain":
                return Encoding.UTF8.GetBytes(content);
            case "b64" or "base64":
                return Base64(content);
            case "gz+b64" or "gz+base64" or "gzip+b64" or "gzip+base64":
                return Inflate(Base64(content), "write_files.content");
            default:
                throw Refuse("write_files.encoding", $"is not understood: '{encoding}'");
        }
    }

    private static byte[] Base64(string content)
    {
        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length)
            ? bytes[..length]
            : throw Refuse("write_files.content", "is not base64");
    }

    private static byte[] Inflate(byte[] content, string key)
    {
        if (content is not [0x1f, 0x8b, ..])
            return content;
        try
        {
            using var zipped = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            zipped.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException)
        {
            throw Refuse(key, "is damaged gzip");
        }
    }

    private static UnixFileMode Mode(string octal) =>
        octal.Length is 3 or 4 && octal.All(c => c is >= '0' and <= '7')
            ? (UnixFileMode)Convert.ToInt32(octal, 8)
            : throw Refuse("write_files.permissions", $"is no octal mode: '{octal}'");

    private static CloudFile HostKeyFile((string Key, YamlNode Value) member)
    {
        var key = Encoding.UTF8.GetBytes(Scalar(member.Value, member.Key).TrimEnd() + "\n");
        return member.Key switch
        {
            "ed25519_private" => new CloudFile(HostKey, key, Mode("0600")),
            "ed25519_public" => new CloudFile($"{HostKey}.pub", key, Mode("0644")),
            var other => throw Refuse($"ssh_keys.{other}", "is not understood"),
        };
    }

    private static string Unit(YamlNode node)
    {
        var words = Items(node, "runcmd").Select(w => Scalar(w, "runcmd")).ToArray();
        return words is ["systemctl", "enable", "--now", .. ([_] or ["--no-block", _])]
            ? words[^1]
            : throw Refuse("runcmd", $"is only understood as [systemctl, enable, --now, UNIT], not '{words[0]} …'");
    }

    internal static IEnumerable<(string Key, YamlNode Value)> Members(YamlNode node, string key) =>
        node is YamlMappingNode map
            ? map.Children.Select(c => (Scalar(c.Key, key), c.Value))
            : throw Refuse(key, "is no mapping");

    internal static IEnumerable<YamlNode> Items(YamlNode node, string key) =>
        node is YamlSequenceNode list ? list.Children : throw Refuse(key, "is no list");

    internal static string Scalar(YamlNode node, string key) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Refuse(key, "is no single value");

    internal static ProvisioningFailure Refuse(string key, string why) => new($"cloud-init: '{key}' {why}.");
}

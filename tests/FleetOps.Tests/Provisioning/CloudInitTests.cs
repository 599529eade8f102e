using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;
using YamlDotNet.RepresentationModel;

namespace ParentClaw.FleetOps.Tests.Provisioning;

public sealed class CloudInitTests
{
    private const string PrivateKey =
        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\nBBBB\n-----END OPENSSH PRIVATE KEY-----\n";

    private static readonly AppLayer Tiny = Layer(
        ("VERSION", "1.2.0\n"),
        ("lifecycle/boot.sh", "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n"),
        ("lifecycle/lib/json.sh", "# parts\n"),
        ("units/claw-boot.service", "[Unit]\nDescription=Make this machine a claw\n"));

    [Fact]
    public void A_machine_is_told_its_files_its_host_key_and_its_unit() =>
        Approved.Match(CloudInit.RenderText(Order(Tiny)));

    [Fact]
    public void Only_keys_that_every_machine_knows_are_used() =>
        Read(CloudInit.RenderText(Order(AppLayer.Embedded()))).Children.Keys.Select(key => key.ToString())
            .ShouldBe(["users", "ssh_deletekeys", "ssh_keys", "ssh_pwauth", "disable_root", "write_files", "runcmd"]);

    [Fact]
    public void The_same_order_gives_the_same_bytes_which_unpack_to_the_text()
    {
        var order = Order(AppLayer.Embedded());
        var bytes = CloudInit.Render(order);

        bytes.ShouldBe(CloudInit.Render(order));
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        unpacked.ReadToEnd().ShouldBe(CloudInit.RenderText(order));
    }

    [Fact]
    public void The_embedded_app_layer_leaves_room_to_grow() =>
        CloudInit.Render(Order(AppLayer.Embedded())).Length.ShouldBeLessThan(CloudInit.MostBytes * 5 / 6);

    [Fact]
    public void What_is_larger_than_custom_data_takes_is_refused_with_both_sizes()
    {
        var noise = new byte[CloudInit.MostBytes];
        new Random(1).NextBytes(noise);

        var failure = Should.Throw<FleetException>(
            () => CloudInit.Render(Order(Layer(("VERSION", "1.2.0\n"), ("noise", Convert.ToHexString(noise) + "\n")))));

        failure.Reason.ShouldBe(FailureReason.InvalidRequest);
        failure.Message.ShouldContain($"{CloudInit.MostBytes}");
    }

    [Fact]
    public void A_setting_cannot_smuggle_in_another_line() =>
        Should.Throw<FleetException>(() => CloudInit.RenderText(Order(Tiny, model: "xai/grok\nCLAW_FORMAT=new")))
            .Reason.ShouldBe(FailureReason.InvalidRequest);

    [Fact]
    public void What_is_laid_over_the_gateways_configuration_travels_as_a_file_of_its_own()
    {
        const string config = "{\"channels\":{\"telegram\":{\"apiRoot\":\"http://127.0.0.1:8081\"}}}\n";

        var files = Files(Read(CloudInit.RenderText(Order(Tiny) with { GatewayConfig = config })));

        files["/etc/claw/gateway.overlay.json"].ShouldBe(config);
        Files(Read(CloudInit.RenderText(Order(Tiny)))).Keys.ShouldNotContain("/etc/claw/gateway.overlay.json");
    }

    [Fact]
    public void An_older_app_layer_is_told_only_the_settings_that_it_knows()
    {
        var old = Layer(
            ("VERSION", "1.2.0\n"),
            ("lifecycle/lib/settings.sh", "  [CLAW_NAME]='^[a-z]'\n  [CLAW_USER]='^[a-z]'\n"));

        Order(old).Settings.Keys.ShouldBe(["CLAW_NAME", "CLAW_USER"]);
        Order(AppLayer.Embedded()).Settings.Keys.ShouldContain("CLAW_QUIET_HOUR");
    }

    [Needs("python3", "cloud-init")]
    public async Task Each_file_arrives_byte_for_byte_as_cloud_init_reads_it()
    {
        var hostile = new[]
        {
            "", "\n", "no newline at the end", "two newlines at the end\n\n", "  indented first line\nthen not\n",
            "\n\nblank lines first\n", "trailing blanks  \n \n", "tab\there\n\tand first\n", "carriage\r\nreturn\n",
            "# comment\n---\n...\n%YAML\n", "- a: 'b'\n", "emoji 🦞 and é\n", "bell \u0007\n", "\u2028separator\n",
            "\u0085next line\n", "\ufeffmark\n", new string('x', 5000) + " long line\n", "true\n", "a: |\n  b\n",
        };
        var layer = Layer([("VERSION", "1.2.0\n"), .. hostile.Select((text, i) => ($"hostile/{i:00}", text))]);

        var read = await ReadByPythonAsync(CloudInit.RenderText(Order(layer)));

        for (var i = 0; i < hostile.Length; i++)
            read[$"/opt/claw/hostile/{i:00}"].ShouldBe(hostile[i], $"hostile text {i}");
        foreach (var file in AppLayer.Embedded().Files)
            (await ReadByPythonAsync(CloudInit.RenderText(Order(AppLayer.Embedded()))))[$"/opt/claw/{file.Path}"]
                .ShouldBe(file.Content);
    }

    [Needs("cloud-init")]
    public async Task It_follows_cloud_inits_schema()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["user-data"], CloudInit.RenderText(Order(AppLayer.Embedded())));

        var end = await RunAsync(new ProcessOrder("cloud-init", "schema", "--config-file", folder["user-data"]));

        end.ExitCode.ShouldBe(0, end.ErrorText);
    }

    [Fact]
    public async Task The_machines_own_reader_takes_the_settings()
    {
        using var folder = new TempFolder();
        var files = Files(Read(CloudInit.RenderText(Order(AppLayer.Embedded()))));
        foreach (var (path, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[path[1..]])!);
            await File.WriteAllTextAsync(folder[path[1..]], content);
        }

        var end = await RunAsync(new ProcessOrder(
            "bash", "-c",
            """
            set -Eeuo pipefail
            export ROOT=$1
            for part in base settings; do source "$ROOT/opt/claw/lifecycle/lib/$part.sh"; done
            read_settings
            echo "$CLAW_NAME $CLAW_GENERATION $CLAW_PROFILE $CLAW_IMAGE $CLAW_OWNER $CLAW_MODEL $CLAW_FORMAT"
            """,
            "settings", folder.Path));

        end.ToResult(0).Text.ShouldBe("mia 3 headless 1.1.0 4711 xai/grok-4 never\n", end.ErrorText);
    }

    private static CloudInitOrder Order(
        AppLayer layer, string model = "xai/grok-4", ProvisioningOptions? options = null)
    {
        var claw = Some.RunningClaw() with
        {
            Name = ClawName.Parse("mia"),
            Owner = 4711,
            Model = model,
            HostKey = "ssh-ed25519 AAAAC3Nz",
            AccessKey = "ssh-ed25519 AAAAC3Ny parent",
            DmPolicy = DmPolicy.Allowlist,
            AllowFrom = [81, 7],
        };
        var target = Some.Spec("1.1.0", generation: 3) with { AppLayer = layer.Version };
        return CloudInitOrder.For(
            claw, target, layer, Environment.UserName, mayFormat: false, new Secret(PrivateKey), options ?? new());
    }

    private static AppLayer Layer(params (string Path, string Content)[] files) => new(
        AppLayerVersion.Parse("1.2.0"), [.. files.Select(file => new AppFile(file.Path, file.Content))]);

    private static YamlMappingNode Read(string text)
    {
        text.ShouldStartWith("#cloud-config\n");
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.ShouldHaveSingleItem().RootNode;
    }

    private static Dictionary<string, string> Files(YamlMappingNode root) =>
        ((YamlSequenceNode)root["write_files"])
            .ToDictionary(file => file["path"].ToString(), file => file["content"].ToString());

    // The reader that cloud-init has, and a way back that hides nothing: base64, a file a line.
    private static async Task<Dictionary<string, string>> ReadByPythonAsync(string text)
    {
        const string script =
            """
            import base64, sys, yaml
            for file in yaml.safe_load(sys.stdin.buffer.read().decode())["write_files"]:
                content = file["content"].encode()
                if file.get("encoding") == "b64":
                    content = base64.b64decode(content)
                print(file["path"], base64.b64encode(content).decode())
            """;
        var end = await RunAsync(
            new ProcessOrder("/usr/bin/python3", "-c", script) { Input = Encoding.UTF8.GetBytes(text) });
        end.ExitCode.ShouldBe(0, end.ErrorText);
        return end.ToResult(0).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
    }

    private static Task<ProcessEnd> RunAsync(ProcessOrder order) =>
        new ProcessRunner(TimeProvider.System).RunAsync(order, CancellationToken.None);
}

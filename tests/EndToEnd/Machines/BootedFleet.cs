using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Gateway;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Machines;

/// <summary>
/// A parent whose machines boot: systemd, cloud-init, sshd, and the real OpenClaw, which speaks to a Telegram and to a
/// model of the test's own. One for all tests of the collection, each of which has a claw of its own.
/// </summary>
public sealed class BootedFleet : IAsyncLifetime
{
    /// <summary>The owner that the sandbox makes up.</summary>
    internal const long Owner = 1_000_001;

    /// <summary>The OpenClaw that the images bring along; another one takes minutes to install.</summary>
    internal const string OpenClaw = "2026.9.5";

    private readonly List<IAsyncDisposable> _relays = [];
    private readonly Dictionary<string, Task> _deployed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TestBot> _bots = new(StringComparer.Ordinal);
    private BotApiServer? _telegram;
    private EchoModel? _model;
    private LiveParent? _parent;
    private Home? _home;

    internal LiveParent Parent => _parent ?? throw new InvalidOperationException("Nothing boots here.");

    internal BotApiServer Telegram => _telegram ?? throw new InvalidOperationException("Nothing boots here.");

    internal EchoModel Model => _model ?? throw new InvalidOperationException("Nothing boots here.");

    /// <summary>The address by which the machines reach this computer.</summary>
    internal IPAddress Host
    {
        get
        {
            var range = IPNetwork.Parse(File.ReadAllText(Path.Combine(Parent.Home.Data, "sandbox/network")).Trim());
            var bytes = range.BaseAddress.GetAddressBytes();
            bytes[^1]++; // the bridge has the first address of its range
            return new IPAddress(bytes);
        }
    }

    public async Task InitializeAsync()
    {
        if (MachineFactAttribute.Missing is not null)
            return;

        _telegram = await BotApiServer.StartAsync();
        _model = await EchoModel.StartAsync();
        _home = new Home();
        var config = _home["gateway.json"];
        await File.WriteAllTextAsync(config, "{}");
        _parent = await LiveParent.StartAsync(
            _home,
            "--Sandbox:Machines=Nspawn", "--AzureVms:DataDiskSizeGiB=4",
            $"--Provisioning:GatewayConfig={config}", "--Provisioning:TimeZone=Europe/Berlin",
            "--Operations:BootPatience=00:20:00", "--Operations:ReadyPatience=00:05:00", "--Watch:Interval=01:00:00");
        await File.WriteAllTextAsync(config, Configuration(Relay(_telegram.Endpoint.Port), Relay(_model.Port)));
    }

    public async Task DisposeAsync()
    {
        if (_parent is not null)
            await _parent.DisposeAsync();
        foreach (var relay in _relays)
            await relay.DisposeAsync();
        if (_model is not null)
            await _model.DisposeAsync();
        if (_telegram is not null)
            await _telegram.DisposeAsync();
        _home?.Dispose();
    }

    /// <summary>The claw's bot, as its owner and strangers meet it.</summary>
    internal TestBot Bot(string claw) => _bots.TryGetValue(claw, out var known) ? known : NewBot(claw);

    /// <summary>BotFather makes it, or makes it anew where its token was taken back.</summary>
    internal TestBot NewBot(string claw)
    {
        var bot = Telegram.Bot(TokenOf(claw), $"{claw}_bot", claw);
        bot.LaterUpdates = RealGateway.LaterUpdates;
        return _bots[claw] = bot;
    }

    /// <summary>The token of the claw's bot, as the sandbox makes it up.</summary>
    internal static string TokenOf(string claw) => $"{Owner}:sandbox-{claw}";

    /// <summary>Deploys a claw once; who comes later finds it there.</summary>
    internal Task DeployAsync(string claw, string arguments = $"openclaw={OpenClaw}")
    {
        if (!_deployed.TryGetValue(claw, out var deployment))
        {
            _ = Bot(claw);
            _deployed[claw] = deployment = DoAsync(claw, $"/deploy {claw} {arguments}");
        }

        return deployment;
    }

    /// <summary>Runs a shell script as root on the claw's machine, over SSH, and gives what it printed.</summary>
    internal async Task<string> RunAsync(string claw, string script)
    {
        var result = await TryAsync(claw, script);
        result.IsSuccess.ShouldBeTrue($"{script}\nended with {result.ExitCode}: {result.Text}{result.Error}");
        return result.Text.Trim();
    }

    /// <summary>The same, whatever becomes of it.</summary>
    internal async Task<RemoteResult> TryAsync(string claw, string script)
    {
        var target = Parent.Get<ClawTargets>().Require(await Parent.ClawAsync(claw));
        var command = new RemoteCommand("sudo", "-n", "bash", "-s")
        {
            Input = Encoding.UTF8.GetBytes(script + "\n"),
            Deadline = TimeSpan.FromMinutes(5),
        };
        return await Parent.Get<IRemoteShell>().RunAsync(target, command, CancellationToken.None);
    }

    /// <summary>Runs a shell script as the cloud's agent on the machine does, where SSH is of no use.</summary>
    internal async Task<string> InsideAsync(string claw, string script) =>
        await Parent.Get<ICloud>().RunCommandAsync(
            (await Parent.ClawAsync(claw)).Machine, script, CancellationToken.None);

    /// <summary>Closes the connection to the claw's machine, as after an hour without a word.</summary>
    internal async Task HangUpAsync(string claw) =>
        await Parent.Get<IRemoteShell>().CloseAsync(
            Parent.Get<ClawTargets>().Require(await Parent.ClawAsync(claw)), CancellationToken.None);

    /// <summary>The machine of the claw of now.</summary>
    internal async Task<SandboxMachine> MachineAsync(string claw) =>
        Parent.Machines.FindByName((await Parent.ClawAsync(claw)).Machine.ToString()).ShouldNotBeNull();

    // What a machine says itself is gone with it at the end of the test.
    private async Task DoAsync(string claw, string line)
    {
        var told = await Parent.SayAsync(line);
        if (told.Operation?.Status == OperationStatus.Succeeded)
            return;

        if ((await Parent.ClawAsync(claw)).Spec is null)
            Assert.Fail(told.Text);

        const string look =
            "systemctl --failed --no-pager; journalctl -p warning -n 40 --no-pager -o cat | cut -c 1-160";
        Assert.Fail($"{told.Text}\n{await InsideAsync(claw, look)}");
    }

    private string Relay(int port)
    {
        var relay = new Relay(port, Host);
        _relays.Add(relay);
        return $"{Host}:{relay.Port}";
    }

    private static string Configuration(string telegram, string model) => new JsonObject
    {
        ["channels"] = new JsonObject
        {
            ["telegram"] = new JsonObject
            {
                ["apiRoot"] = $"http://{telegram}",
                ["network"] = new JsonObject { ["dangerouslyAllowPrivateNetwork"] = true },
            },
        },
        ["models"] = new JsonObject
        {
            ["mode"] = "merge",
            ["catalogRefresh"] = new JsonObject { ["enabled"] = false },
            ["providers"] = new JsonObject { ["local"] = EchoModel.Provider(model) },
        },
    }.ToJsonString();
}

/// <summary>The tests on machines whose image brings all; one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BootedCollection : ICollectionFixture<BootedFleet>
{
    /// <summary>Its name.</summary>
    public const string Name = "machines that boot";
}

/// <summary>Those that wait for downloads most of their time: beside the others, in a sandbox of their own.</summary>
[CollectionDefinition(Name)]
public sealed class InstallingCollection : ICollectionFixture<BootedFleet>
{
    /// <summary>Its name.</summary>
    public const string Name = "machines that install";
}

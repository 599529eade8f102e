using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.TestKit.Gateway;

/// <summary>
/// The real OpenClaw gateway on loopback, behind a real sshd in whose home it lives, with Telegram and a model in
/// boxes;
/// and our side of it as the product makes it.
/// </summary>
public sealed class RealGateway : IAsyncDisposable
{
    /// <summary>Numeric Telegram id of its owner.</summary>
    public const long Owner = 555;

    /// <summary>What its model says to everything.</summary>
    public const string Says = "ECHO";

    /// <summary>What OpenClaw asks of the Bot API that our description of it does not know yet.</summary>
    public static readonly IReadOnlySet<string> LaterUpdates =
        new HashSet<string>(StringComparer.Ordinal) { "subscription" };

    // What a busy host may take, so that the tests see RPC where it is spoken, and not its deadlines.
    private static readonly Dictionary<string, string?> Patience = new(StringComparer.Ordinal)
    {
        ["Gateway:OpenTimeout"] = "00:01:00",
        ["Gateway:CallTimeout"] = "00:01:00",
    };

    private const string BotToken = "123456:real-gateway";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly OpenClawInstall _install;
    private readonly RealSshd _sshd;
    private readonly EchoModel _model;
    private readonly DirectoryInfo _runtime = Directory.CreateTempSubdirectory("r-");
    private readonly ServiceProvider _services;
    private readonly int _port = RealSshd.FreePort();
    private readonly IReadOnlyDictionary<string, string> _surroundings;
    private RunningProcess _process = null!;

    private RealGateway(
        OpenClawInstall install, RealSshd sshd, BotApiServer telegram, EchoModel model,
        Action<IServiceCollection>? change, IReadOnlyDictionary<string, string>? surroundings)
    {
        _surroundings = surroundings ?? new Dictionary<string, string>(StringComparer.Ordinal);
        (_install, _sshd, Telegram, _model) = (install, sshd, telegram, model);
        Bot = telegram.Bot(BotToken, "claw_bot", "Claw");
        Bot.LaterUpdates = LaterUpdates;
        Claw = Some.RunningClaw() with { Owner = Owner, Address = IPAddress.Loopback, HostKey = sshd.HostKey };
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. Patience, new("Ssh:RuntimeFolder", _runtime.FullName)]);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ISecretStore>(new HeldSecrets(sshd.AccessKey))
            .AddOpenSsh(configuration.Build())
            .AddSingleton<OpenSshShell>()
            .AddSingleton<IRemoteShell>(
                provider => new Elsewhere(provider.GetRequiredService<OpenSshShell>(), sshd.Port, _port))
            .AddSingleton(Options.Create(new RemoteOptions { AdminUser = Environment.UserName }))
            .AddSingleton<ClawTargets>()
            .AddClawGateway(configuration.Build());
        change?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>Telegram.</summary>
    public BotApiServer Telegram { get; }

    /// <summary>The claw's bot.</summary>
    public TestBot Bot { get; }

    /// <summary>The claw: running, with an owner.</summary>
    public Claw Claw { get; }

    /// <summary>The gateway's configuration file.</summary>
    public string ConfigFile => $"{_sshd.Home}/.openclaw/openclaw.json";

    /// <summary>The folder in which it keeps its state.</summary>
    public string StateFolder => $"{_sshd.Home}/.openclaw";

    /// <summary>Our side.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Any part of our side.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="change">What is different on our side.</param>
    /// <param name="model">Its model, which ends with it; one that says <see cref="Says"/> without it.</param>
    /// <param name="surroundings">More in its environment; what <c>PATH</c> has there comes last on its PATH.</param>
    public static async Task<RealGateway> StartAsync(
        Action<IServiceCollection>? change = null,
        EchoModel? model = null,
        IReadOnlyDictionary<string, string>? surroundings = null)
    {
        var install = await OpenClawInstall.EnsureAsync();
        var gateway = new RealGateway(
            install, await RealSshd.StartAsync(install.Programs), await BotApiServer.StartAsync(),
            model ?? await EchoModel.StartAsync(Says), change, surroundings);
        try
        {
            gateway.WriteConfig();
            await gateway.RunAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the gateway, after <see cref="KillAsync"/>, and waits until it is ready.</summary>
    public async Task RunAsync()
    {
        // What it says goes to its log; nobody reads its streams.
        _process = RunningProcess.Start(
            new ProcessOrder("bash", "-c", $"exec openclaw gateway run --port {_port} &>\"$HOME/gateway.out\" </dev/null")
            {
                Environment = new Dictionary<string, string>(_surroundings, StringComparer.Ordinal)
                {
                    ["HOME"] = _sshd.Home,
                    ["PATH"] = string.Join(
                        ':', [.. _install.Programs, "/usr/bin", "/bin", _surroundings.GetValueOrDefault("PATH", "/bin")]),
                },
            });
        using var client = new HttpClient();
        using var late = new CancellationTokenSource(StartLimit);
        while (!await IsReadyAsync(client))
        {
            if (_process.HasExited || late.IsCancellationRequested)
            {
                var said = await File.ReadAllTextAsync($"{_sshd.Home}/gateway.out", CancellationToken.None);
                throw new InvalidOperationException($"The gateway is not ready: {said}");
            }

            await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Ends the gateway at once.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _process?.Dispose();
        await _model.DisposeAsync();
        await Telegram.DisposeAsync();
        await _sshd.DisposeAsync();
        _runtime.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{_port}/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // nobody listens yet
        }
    }

    private void WriteConfig()
    {
        var home = $"{_sshd.Home}/.openclaw";
        Directory.CreateDirectory(home);
        File.WriteAllText($"{home}/.env", $"TELEGRAM_BOT_TOKEN={BotToken}\nOPENCLAW_GATEWAY_TOKEN={Guid.NewGuid():N}\n");
        File.SetUnixFileMode($"{home}/.env", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(ConfigFile, GatewayFile.Write(_port, _sshd.Home, _model.Endpoint, Telegram.Endpoint));
    }
}

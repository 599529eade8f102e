using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.TestKit;

/// <summary>
/// A whole claw's machine as the sandbox makes it, but without the sandbox: an image folder with <c>vm-runtime</c> in
/// <c>/opt/claw</c>, a disk folder, init, the stub gateway. The real scripts run in it, reached by the local shell.
/// </summary>
public sealed class ProcessMachine : IAsyncDisposable
{
    private static int _count;

    private readonly TempFolder _folder = new();
    private readonly Process _init;

    private ProcessMachine(string image)
    {
        Root = _folder["machine"];
        Claw = Some.RunningClaw() with
        {
            Owner = 555,
            Address = FreeAddress(),
            Spec = Some.Spec(image) with
            {
                OpenClaw = OpenClawVersion.Parse("2026.9.5"),
                AppLayer = AppLayerVersion.Parse("1.1.0"),
            },
        };
        Variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ROOT"] = Root,
            ["HOME"] = $"{Root}/home/claw",
            ["PATH"] = $"{Root}/usr/bin:{Root}/sbin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            ["SANDBOX_MACHINE"] = Claw.Name.Value,
            ["SANDBOX_ADDRESS"] = Claw.Address!.ToString(),
            ["SANDBOX_BOOT_ID"] = "1",
            ["SANDBOX_GATEWAY_START_MS"] = "100",
        };
        Shell = new LocalShell(
            (_, _) => Task.FromResult(new LocalMachine(Root, Variables, Claw.HostKey)), TimeProvider.System);
        Build(image);
        _init = StartInit();
    }

    /// <summary>The claw it carries: running, with an owner.</summary>
    public Claw Claw { get; }

    /// <summary>Its root folder.</summary>
    public string Root { get; }

    /// <summary>The shell that reaches it.</summary>
    public IRemoteShell Shell { get; }

    /// <summary>What its processes see of the environment.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>A machine that is booted, with its secrets delivered and its gateway ready.</summary>
    public static async Task<ProcessMachine> StartAsync(string image = "1.0.0")
    {
        var machine = new ProcessMachine(image);
        try
        {
            await machine.BootAsync();
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command on it, which must end well.</summary>
    public async Task<string> RunAsync(RemoteCommand command)
    {
        var target = new RemoteTarget(Claw.Name, Claw.Spec!.Generation, Claw.Address!, "claw", Claw.HostKey!);
        var result = await Shell.RunAsync(target, command, CancellationToken.None);
        return result.IsSuccess
            ? result.Text
            : throw new InvalidOperationException(
                $"{string.Join(' ', command.Words)}: {result.ExitCode}: {result.Text}{result.Error}");
    }

    /// <summary>A Telegram user writes to the claw's bot.</summary>
    public Task<string> DirectMessageAsync(string user, long id, string text = "hi") =>
        RunAsync(new RemoteCommand("openclaw-sandbox", "dm", user, "--id", id.ToString(), text));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Shell.RunAsync(
            new RemoteTarget(Claw.Name, 1, Claw.Address!, "claw", Claw.HostKey!),
            new RemoteCommand("kill", "-TERM", _init.Id.ToString()),
            CancellationToken.None);
        await _init.WaitForExitAsync();
        _init.Dispose();
        _folder.Dispose();
    }

    private async Task BootAsync()
    {
        await RunAsync(new("bash", "-c", "until [[ -S $ROOT/run/init.sock ]]; do sleep 0.02; done"));
        await RunAsync(new("systemctl", "enable", "/opt/claw/units/claw-boot.service"));
        await RunAsync(new("systemctl", "start", "claw-boot.service"));
        await RunAsync(new("/opt/claw/lifecycle/receive-secrets.sh")
        {
            Input = "TELEGRAM_BOT_TOKEN=123456:sandbox-token\n"u8.ToArray(),
        });
    }

    private void Build(string image)
    {
        var repository = FindRepository();
        var disk = _folder["disk"];
        using var build = Start(
            "bash", "-c",
            """
            set -e
            "$1/src/ParentBot/SandboxHost/image/build-image.sh" "$2" "$3"
            mkdir -p "$3"/{opt,etc/claw,root,tmp,home/claw,run,mnt,dev/disk/azure/scsi1} "$4"
            cp -a "$1/vm-runtime" "$3/opt/claw"
            ln -s "$4" "$3/dev/disk/azure/scsi1/lun0"
            """,
            "build", repository, image, Root, disk);
        build.WaitForExit();
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"The image could not be made: exit code {build.ExitCode}.");

        File.WriteAllLines($"{Root}/etc/claw/claw.env",
        [
            $"CLAW_NAME={Claw.Name}", "CLAW_GENERATION=1", "CLAW_PROFILE=headless",
            $"CLAW_APP_LAYER={Claw.Spec!.AppLayer}", $"CLAW_IMAGE={image}", "CLAW_USER=claw",
            $"CLAW_OWNER={Claw.Owner}", "CLAW_MODEL=sandbox/echo",
            "CLAW_DM_POLICY=pairing", "CLAW_DISK_WAIT=0", "CLAW_GATEWAY_WAIT=20", "CLAW_FORMAT=new",
        ]);
    }

    private Process StartInit() =>
        Start("bash", "-c", "exec init >>\"$1\" 2>&1 </dev/null", "init", _folder["init.log"]);

    [SuppressMessage(
        "ApiDesign", "RS0030:Do not use banned APIs", Justification = "A machine is processes; stopped by id.")]
    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.Path };
        start.Environment.Clear();
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }

    /// <summary>A loopback address of its own, apart from those of other test runs on this host.</summary>
    private static IPAddress FreeAddress()
    {
        var run = Environment.ProcessId;
        var number = (byte)Interlocked.Increment(ref _count);
        return new IPAddress([127, (byte)(40 + run % 150), (byte)(run / 150 % 250), number]);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ParentClaw.sln")))
            folder = folder.Parent;

        return folder.FullName;
    }
}

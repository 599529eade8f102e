using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

/// <summary>A real sshd and a shell that enters it.</summary>
internal sealed class SshGround : IAsyncDisposable
{
    private readonly DirectoryInfo _runtime = Directory.CreateTempSubdirectory("r-");

    private SshGround(RealSshd sshd, TimeProvider time, Action<SshOptions>? change, Secret? key)
    {
        Sshd = sshd;
        var options = new SshOptions { RuntimeFolder = _runtime.FullName, KillAfter = TimeSpan.FromSeconds(1) };
        change?.Invoke(options);
        var wrapped = Options.Create(options);
        var secrets = new HeldSecrets(key ?? sshd.AccessKey);
        Connections = new SshConnections(secrets, wrapped, time, NullLogger<SshConnections>.Instance);
        Shell = new OpenSshShell(Connections, new ProcessRunner(time), wrapped, time);
        Target = TargetOf("mia");
    }

    public RealSshd Sshd { get; }

    public SshConnections Connections { get; }

    public IRemoteShell Shell { get; }

    public RemoteTarget Target { get; }

    /// <summary>The folder in which the shell keeps its private one.</summary>
    public string RuntimeFolder => _runtime.FullName;

    public static async Task<SshGround> MakeAsync(
        TimeProvider? time = null, Action<SshOptions>? options = null, Secret? key = null) =>
        new(await RealSshd.StartAsync(), time ?? TimeProvider.System, options, key);

    public RemoteTarget TargetOf(string claw, int generation = 1) =>
        new(ClawName.Parse(claw), generation, IPAddress.Loopback, Environment.UserName, Sshd.HostKey)
        {
            Port = Sshd.Port,
        };

    public Task<RemoteResult> RunAsync(params string[] words) =>
        Shell.RunAsync(Target, new RemoteCommand(words), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        await Sshd.DisposeAsync();
        _runtime.Delete(recursive: true);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.FleetOps.Tests.Gateway.Rpc;

/// <summary>A strict gateway, and our side of it up to the ports; its command line is scripted.</summary>
internal sealed class GatewayGround : IAsyncDisposable
{
    private GatewayGround(StrictGateway gateway, GatewayOptions options, TimeProvider time)
    {
        Gateway = gateway;
        Shell.Forward = _ => Forwards[^1];
        var wrapped = Options.Create(options);
        var targets = new ClawTargets(Options.Create(new RemoteOptions()));
        var door = new GatewayDoor(new Counting(this), wrapped, time);
        Connections = new GatewayConnections(door, wrapped, time, NullLogger<GatewayConnections>.Instance);
        Calls = new GatewayCalls(Connections, Shell, targets, NullLogger<GatewayCalls>.Instance);
        Targets = targets;
        Cli = new OpenClawCli(Shell, targets, NullLogger<OpenClawCli>.Instance);
    }

    public StrictGateway Gateway { get; }

    public ScriptedShell Shell { get; } = new();

    public List<PlainForward> Forwards { get; } = [];

    public GatewayConnections Connections { get; }

    public GatewayCalls Calls { get; }

    public ClawTargets Targets { get; }

    public OpenClawCli Cli { get; }

    public Claw Claw { get; } = Some.RunningClaw() with { Owner = 555, Address = System.Net.IPAddress.Loopback };

    public RemoteTarget Target => Targets.Require(Claw);

    public static async Task<GatewayGround> MakeAsync(Action<GatewayOptions>? change = null, TimeProvider? time = null)
    {
        var options = new GatewayOptions { OpenTimeout = TimeSpan.FromMinutes(1), CallTimeout = TimeSpan.FromMinutes(1) };
        change?.Invoke(options);
        return new GatewayGround(await StrictGateway.StartAsync(), options, time ?? new ManualTime());
    }

    public Task<GatewayConnection> OpenAsync() => Connections.GetAsync(Target, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    /// <summary>Each forward is one of its own, so that a test sees which were closed.</summary>
    private sealed class Counting(GatewayGround ground) : IRemoteShell
    {
        public Task<RemoteResult> RunAsync(
            RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken) =>
            ground.Shell.RunAsync(target, command, cancellationToken);

        public Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken) =>
            ground.Shell.WriteFileAsync(target, file, cancellationToken);

        public async Task<RemoteForward> ForwardAsync(
            RemoteTarget target, int port, CancellationToken cancellationToken)
        {
            port.ShouldBe(18789);
            lock (ground.Forwards)
                ground.Forwards.Add(new PlainForward(ground.Gateway.Socket));
            return await ground.Shell.ForwardAsync(target, port, cancellationToken);
        }

        public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.Sandbox;

namespace ParentClaw.EndToEnd.Life;

/// <summary>
/// A whole ParentBot in this process, put together as the executable does it, spoken to as an Admin: the sandbox that
/// hurries, with real process machines.
/// </summary>
internal sealed class LiveParent : IAsyncDisposable
{
    private static readonly Member Marvin = new("test:marvin", "marvin", Role.Admin);

    // A gateway is ready here within a second; only a broken one uses this up, and a busy computer some of it.
    private const string Patience = "--Operations:ReadyPatience=00:00:12";

    private const string AtOnce = "--Operations:StopPatience=00:00:00";

    private readonly ParentLock _held;
    private readonly IHost _host;
    private readonly bool _ownsHome;

    private LiveParent(Home home, bool ownsHome, ParentLock held, IHost host)
    {
        (Home, _ownsHome, _held, _host) = (home, ownsHome, held, host);
    }

    public Home Home { get; }

    public SandboxMachines Machines => Get<SandboxMachines>();

    public Faults Faults => Get<SandboxServer>().Faults;

    /// <summary>Starts it, in a new home or in one that was lived in before.</summary>
    public static Task<LiveParent> StartAsync(Home? home, params string[] settings) =>
        StartAsync(home, TimeProvider.System, settings);

    /// <summary>The same by another clock.</summary>
    public static async Task<LiveParent> StartAsync(Home? home, TimeProvider time, params string[] settings)
    {
        var ownsHome = home is null;
        home ??= new Home();
        var configuration = FleetConfiguration.Read(
            AppContext.BaseDirectory,
            ["--Sandbox:Speed=0", Patience, AtOnce, $"--AzureVms:TrafficLog={home.TrafficLog}", .. settings],
            KnownKeys.Of(ParentBotBuilder.Assemblies));
        var held = ParentLock.Take(DataFolder.Open(home.Data), "test", time);
        var host = await ParentBotBuilder.BuildAsync(configuration, held, time, CancellationToken.None);
        await host.StartAsync();
        return new LiveParent(home, ownsHome, held, host);
    }

    /// <summary>Any part of the whole.</summary>
    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Gives a line, answers what it asks, and waits for the operation it starts.</summary>
    public async Task<Told> SayAsync(string line, string? answer = null)
    {
        var dispatcher = Get<CommandDispatcher>();
        var reply = await dispatcher.DispatchAsync(line, Marvin, CancellationToken.None);
        if (answer is not null)
            reply = await dispatcher.AnswerAsync(reply.Question!.Nonce!, answer, Marvin, CancellationToken.None);
        OperationRecord? last = null;
        if (reply.Operation is { } operation)
        {
            await foreach (var look in Get<OperationFollower>().FollowAsync(operation, CancellationToken.None))
                last = look;
        }

        return new Told(reply, last);
    }

    /// <summary>The same, where all must go well.</summary>
    public async Task<Told> DoAsync(string line, string? answer = null)
    {
        var told = await SayAsync(line, answer);
        told.Reply.Status.ShouldBe(ReplyStatus.Ok, told.Text);
        if (told.Operation is { } operation)
            operation.Status.ShouldBe(OperationStatus.Succeeded, told.Text);
        return told;
    }

    /// <summary>The claw as the store has it.</summary>
    public async Task<Claw> ClawAsync(string name) =>
        (await Get<IFleetStore>().FindClawAsync(ClawName.Parse(name), CancellationToken.None)).ShouldNotBeNull();

    /// <summary>Process id of the claw's gateway; a restart gives it another.</summary>
    public async Task<string> GatewayAsync(string name)
    {
        var show = new RemoteCommand("systemctl", "show", "-p", "MainPID", "--value", "openclaw-gateway.service");
        var target = Get<ClawTargets>().Require(await ClawAsync(name));
        return (await Get<IRemoteShell>().RunAsync(target, show, CancellationToken.None)).Text.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _held.Dispose();
        if (_ownsHome)
            Home.Dispose();
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.FleetOps.Tests.Gateway.Rpc;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Pairings;

public sealed class PairingPushTests : IAsyncLifetime
{
    private const string Waits =
        """
        {"requests":[{"requestId":"r1","channel":"telegram","accountId":"default","senderId":"7001",
        "createdAt":"2026-11-20T07:55:52.000Z"}]}
        """;

    private const string WithCode =
        """{"channel":"telegram","requests":[{"id":"7001","code":"9SMXHWEU","createdAt":"2026-11-20T07:55:52.000Z"}]}""";

    private readonly Chat _chat = new();
    private readonly PairingNews _news = new();
    private GatewayGround _ground = null!;
    private PairingPush _push = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _ground = await GatewayGround.MakeAsync();
        _push = new PairingPush(
            _chat.Fleet, _ground.Calls, new ClawGateway(_ground.Calls, _ground.Cli), _news,
            Options.Create(new GatewayOptions()), _chat.Time, NullLogger<PairingPush>.Instance);
        await _chat.KeepAsync(new() { Claw = _ground.Claw });
        await SeeAsync(VerdictKind.Healthy);
    }

    public async Task DisposeAsync()
    {
        _push.Dispose();
        await _ground.DisposeAsync();
        _chat.Dispose();
    }

    [Fact]
    public async Task Who_comes_and_who_goes_is_told_once_each()
    {
        _ground.Shell.On("pairing list telegram", ScriptedShell.Says(WithCode));
        var looks = await LooksAsync(async () =>
        {
            await LookAtAsync("""{"requests":[]}""");
            await LookAtAsync(Waits);
            await LookAtAsync(Waits);
            await LookAtAsync("""{"requests":[]}""");
            await LookAtAsync("""{"requests":[]}""");
        });

        looks.Select(look => look.Waiting!.Count).ShouldBe([1, 0]);
        looks[0].Waiting![0].Code.ShouldBe("9SMXHWEU");
        _ground.Shell.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_without_RPC_costs_its_machine_nothing()
    {
        _ground.Gateway.Status = 404;
        (await LooksAsync(() => LookAtAsync(Waits))).ShouldBeEmpty();
        _ground.Shell.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claw_that_does_not_serve_is_not_asked()
    {
        await SeeAsync(VerdictKind.Offline);
        (await LooksAsync(() => LookAtAsync(Waits))).ShouldBeEmpty();
        _ground.Gateway.Connections.ShouldBe(0);
    }

    private Task LookAtAsync(string answer)
    {
        _ground.Gateway.Says("channels.pairing.list", answer);
        return _push.LookAsync(Never);
    }

    private Task SeeAsync(VerdictKind kind) => _chat.KeepAsync(new()
    {
        Probes = [Some.Probe(_ground.Claw.Name, _chat.Time.GetUtcNow()) with { Verdict = new Verdict(kind) }],
    });

    private async Task<IReadOnlyList<PairingLook>> LooksAsync(Func<Task> act)
    {
        using var stop = new CancellationTokenSource();
        var looks = _news.WatchAsync(stop.Token).GetAsyncEnumerator(Never);
        await act();
        _news.Publish(new PairingLook(Some.ClawName(), Waiting: null));
        var seen = new List<PairingLook>();
        while (await looks.MoveNextAsync() && looks.Current.Waiting is not null)
            seen.Add(looks.Current);
        await looks.DisposeAsync();
        return seen;
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Health;

public sealed class WatchServiceTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private readonly Chat _chat = new();
    private readonly IHostedService _watch;
    private readonly Channel<TaskCompletionSource<RemoteResult>> _looks =
        Channel.CreateUnbounded<TaskCompletionSource<RemoteResult>>();

    public WatchServiceTests()
    {
        _watch = _chat.NewWatch();
        _chat.Cloud.On<IReadOnlyList<CloudDisk>>("ListDisksAsync", () => []);
        _chat.Shell.On("/opt/claw/lifecycle/probe.sh", async _ =>
        {
            var look = new TaskCompletionSource<RemoteResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            await _looks.Writer.WriteAsync(look);
            return await look.Task;
        });
    }

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task It_sweeps_at_every_interval_and_goes_on_after_a_failure()
    {
        await StartAsync();
        _chat.Time.Advance(Interval / 10);
        (await NextLookAsync()).SetException(new InvalidOperationException("a bug"));
        _chat.Time.Advance(Interval);
        (await NextLookAsync()).SetResult(ScriptedShell.Says("{}"));
        await StopAsync();
    }

    [Fact]
    public async Task A_sweep_that_lasts_longer_is_not_overtaken_and_missed_ones_are_not_made_up()
    {
        await StartAsync();
        _chat.Time.Advance(Interval / 10);
        var slow = await NextLookAsync();
        _chat.Time.Advance(5 * Interval);
        _looks.Reader.TryRead(out _).ShouldBeFalse();

        slow.SetResult(ScriptedShell.Says("{}"));
        (await NextLookAsync()).SetResult(ScriptedShell.Says("{}"));
        await StopAsync();
        _chat.Shell.Ran.Count.ShouldBe(2);
    }

    [Fact]
    public async Task History_is_forgotten_after_its_days()
    {
        var claw = Some.RunningClaw();
        var old = Some.Probe(claw.Name, _chat.Time.GetUtcNow().AddDays(-31));
        var young = Some.Probe(claw.Name, _chat.Time.GetUtcNow().AddDays(-29));
        await StartAsync();
        await _chat.KeepAsync(new() { Probes = [old, young] });
        _chat.Time.Advance(Interval / 10);
        (await NextLookAsync()).SetResult(ScriptedShell.Says("{}"));
        _chat.Time.Advance(Interval);
        var second = await NextLookAsync(); // it has begun, so the first sweep is done to its end
        second.SetResult(ScriptedShell.Says("{}"));
        await StopAsync();
        var kept = await _chat.Fleet.ListProbesAsync(claw.Name, 10, CancellationToken.None);
        kept.Select(probe => probe.At).ShouldBe([young.At]);
    }

    private async Task StartAsync()
    {
        await _chat.KeepAsync(new() { Claw = Some.RunningClaw() });
        await _watch.StartAsync(CancellationToken.None);
        while (_chat.Time.Waiting == 0)
            await Task.Yield();
    }

    private Task StopAsync() => _watch.StopAsync(CancellationToken.None);

    private async Task<TaskCompletionSource<RemoteResult>> NextLookAsync() => await _looks.Reader.ReadAsync();
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Pairings;

public sealed class PairingWatchTests : IDisposable
{
    private const string OneWaits =
        """{"channel":"telegram","requests":[{"id":"7001","code":"9SMXHWEU","createdAt":"2026-11-20T07:55:52Z"}]}""";

    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Who_serves_is_asked_and_who_is_parked_unwell_or_never_seen_is_not()
    {
        var well = await KeepAsync(Some.RunningClaw(), VerdictKind.Healthy);
        await KeepAsync(Some.RunningClaw(), VerdictKind.Offline);
        await KeepAsync(Some.RunningClaw() with { State = ClawState.Parked }, VerdictKind.Healthy);
        await KeepAsync(Some.RunningClaw(), seen: null);
        _chat.Shell.On("pairing list telegram", ScriptedShell.Says(OneWaits));

        var looks = await LookAsync();

        _chat.Shell.Ran.Select(run => run.Target.Claw).ShouldBe([well]);
        var look = looks.ShouldHaveSingleItem();
        (look.Claw, look.Waiting!.Single().Code).ShouldBe((well, "9SMXHWEU"));
    }

    [Fact]
    public async Task A_probe_that_saw_nobody_waiting_saves_the_question()
    {
        var well = await KeepAsync(Some.RunningClaw(), VerdictKind.Healthy, pending: 0);

        (await LookAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            look => look.Claw.ShouldBe(well), look => look.Waiting.ShouldBe([]));

        _chat.Shell.Ran.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claw_that_does_not_answer_hides_nobody_at_the_others()
    {
        var silent = await KeepAsync(Some.RunningClaw(), VerdictKind.Healthy);
        var well = await KeepAsync(Some.RunningClaw(), VerdictKind.Degraded);
        _chat.Shell.On("pairing list telegram", target => target.Claw == silent
            ? throw new FleetException(FailureReason.Unreachable, "No route.") : ScriptedShell.Says(OneWaits));

        (await LookAsync()).Select(look => look.Claw).ShouldBe([well]);
    }

    private async Task<IReadOnlyList<PairingLook>> LookAsync()
    {
        var news = new PairingNews();
        using var watch = new PairingWatch(
            _chat.Fleet, _chat.Get<IGateway>(), news, Options.Create(new PairingOptions()), _chat.Time,
            NullLogger<PairingWatch>.Instance);
        using var stop = new CancellationTokenSource();
        var looks = news.WatchAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);
        news.Publish(new PairingLook(Some.ClawName(), Waiting: null));

        var seen = new List<PairingLook>();
        while (await looks.MoveNextAsync() && looks.Current.Waiting is not null)
            seen.Add(looks.Current);
        await looks.DisposeAsync();
        return seen;
    }

    private async Task<ClawName> KeepAsync(Claw claw, VerdictKind? seen, int? pending = null)
    {
        await _chat.KeepAsync(new() { Claw = claw });
        if (seen is { } kind)
        {
            var probe = Some.Probe(claw.Name) with { Verdict = new Verdict(kind) };
            await _chat.KeepAsync(new()
            {
                Probes = [probe with { Report = probe.Report! with { PendingPairings = pending } }],
            });
        }

        return claw.Name;
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Alerting;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Alerting;

/// <summary>Claws that are well or not, the real watch and store, and a desk that may die and be there again.</summary>
internal sealed class AlertWorld : IDisposable, IClawProbe
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestStore _store;
    private readonly Dictionary<ClawName, Verdict> _bad = [];
    private readonly WatchOptions _watch = new();
    private AlertDesk _desk;

    /// <summary>A world with nobody and nothing in it.</summary>
    public AlertWorld()
    {
        _store = new TestStore(time: Time);
        _desk = NewDesk();
    }

    /// <summary>The clock.</summary>
    public ManualTime Time { get; } = new(Some.Moment);

    /// <summary>What members see.</summary>
    public RecordedPost Post { get; } = new();

    /// <summary>The signal of sweeps.</summary>
    public SweepSignal Sweeps { get; } = new();

    /// <summary>The store.</summary>
    public IFleetStore Fleet => _store.Fleet;

    /// <summary>What is known of incidents.</summary>
    public IAlertStore Alerts => _store.Get<IAlertStore>();

    /// <summary>Makes a member.</summary>
    public async Task JoinAsync(string id, string zone = "UTC")
    {
        var book = _store.Get<MemberBook>();
        var code = await book.FindOrMakeClaimCodeAsync(None)
            ?? await book.InviteAsync(Role.Operator, new Member("telegram:1", "Marvin", Role.Admin), None);
        (await book.RedeemAsync(code, id, id, None)).ShouldNotBeNull();
        await book.SetTimeZoneAsync(id, zone, None);
    }

    /// <summary>Makes claws that are well.</summary>
    public async Task<IReadOnlyList<ClawName>> DeployAsync(params string[] names)
    {
        foreach (var name in names)
            await Fleet.CommitAsync(new() { Claw = Some.RunningClaw() with { Name = ClawName.Parse(name) } }, None);
        return [.. names.Select(ClawName.Parse)];
    }

    /// <summary>A claw is in trouble from now on; well again without a reason.</summary>
    public void Break(ClawName claw, string? reason = "gateway does not answer", VerdictKind kind = VerdictKind.Offline)
    {
        if (reason is null)
            _bad.Remove(claw);
        else
            _bad[claw] = new Verdict(kind, reason);
    }

    /// <summary>Sweeps, a minute apart, and lets the desk look after each.</summary>
    public async Task SweepAsync(int times = 1, bool withLook = true)
    {
        for (var i = 0; i < times; i++)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await new FleetSweep(
                Fleet, Alerts, this, new Alerts(Options.Create(_watch)), Sweeps, Options.Create(_watch), Time,
                NullLogger<FleetSweep>.Instance).RunAsync(None);
            if (withLook)
                await LookAsync();
        }
    }

    /// <summary>The desk looks; where the process dies, another is started.</summary>
    public async Task LookAsync()
    {
        try
        {
            await _desk.LookAsync(None);
        }
        catch (ProcessDiedException)
        {
            _desk.Dispose();
            _desk = NewDesk();
        }
    }

    /// <inheritdoc/>
    public Task<Probe> ProbeAsync(Claw claw, CancellationToken cancellationToken) => Task.FromResult(new Probe(
        claw.Name, Time.GetUtcNow(), _bad.GetValueOrDefault(claw.Name) ?? new Verdict(VerdictKind.Healthy), null));

    /// <inheritdoc/>
    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
    }

    private AlertDesk NewDesk() => new(
        Fleet, Alerts, _store.Get<MemberBook>(), Post, Sweeps, new SilenceSignal(), new AlertingOptions(),
        Options.Create(_watch), Time, NullLogger<AlertDesk>.Instance);
}

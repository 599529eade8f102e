using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Health;
using ParentClaw.ParentBot.Life;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Life;

public sealed class SystemdReportTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(1);

    private readonly SystemdSocket _systemd = new();
    private readonly ManualTime _time = new();
    private readonly SystemdNotifier _notifier;
    private readonly SweepPulse _pulse;

    public SystemdReportTests()
    {
        _pulse = new SweepPulse(_time);
        _notifier = SystemdNotifier.Of(name => name switch
        {
            "NOTIFY_SOCKET" => _systemd.Address,
            "WATCHDOG_USEC" => "120000000",
            _ => null,
        })!;
    }

    public void Dispose()
    {
        _notifier.Dispose();
        _systemd.Dispose();
    }

    [Fact]
    public async Task It_is_ready_once_all_has_started_and_stopping_before_anything_is_stopped()
    {
        using var report = await StartedAsync();

        await report.StoppingAsync(None);

        var said = await _systemd.HearAsync();
        said[0].ShouldBe("STOPPING=1");
        said.ShouldContain("EXTEND_TIMEOUT_USEC=55000000"); // all that the host may take, and 5 s
    }

    [Fact]
    public async Task The_watchdog_is_fed_at_half_its_time_while_the_sweep_goes_on_and_not_when_it_hangs()
    {
        using var report = await StartedAsync();
        for (var minute = 0; minute < 5; minute++)
        {
            _time.Advance(Half);
            (await _systemd.HearAsync()).ShouldBe(["WATCHDOG=1"]);
        }

        _time.Advance(Half); // six minutes without a sweep, one more than five intervals
        (await _systemd.HearAsync()).ShouldBe(["STATUS=No sign of life from the sweep"]);
        _time.Advance(Half);
        _pulse.Beat();
        _time.Advance(Half);

        (await _systemd.HearAsync()).ShouldBe(["STATUS=Serving", "WATCHDOG=1"]);
        _systemd.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task A_systemd_that_does_not_listen_is_no_reason_to_end()
    {
        using var report = await StartedAsync();
        _systemd.Close();

        await Should.NotThrowAsync(() => report.StoppingAsync(None));
    }

    private async Task<SystemdReport> StartedAsync()
    {
        var sweep = new SweepLifeSign(_pulse, Options.Create(new WatchOptions()));
        var host = Options.Create(new HostOptions { ShutdownTimeout = TimeSpan.FromSeconds(50) });
        var report = new SystemdReport(_notifier, [sweep], host, _time, NullLogger<SystemdReport>.Instance);
        await report.StartAsync(None);
        while (_time.Waiting == 0)
            await Task.Yield();
        await report.StartedAsync(None);
        (await _systemd.HearAsync()).ShouldBe(["READY=1", "STATUS=Serving"]);
        return report;
    }
}

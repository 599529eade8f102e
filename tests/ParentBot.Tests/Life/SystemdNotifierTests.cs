using ParentClaw.ParentBot.Life;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Life;

public sealed class SystemdNotifierTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_told_arrives_at_the_socket_that_systemd_named(bool isAbstract)
    {
        using var systemd = new SystemdSocket(isAbstract);
        using var notifier = SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? systemd.Address : null);

        notifier.ShouldNotBeNull().Tell("READY=1", "STATUS=Serving");

        (await systemd.HearAsync()).ShouldBe(["READY=1", "STATUS=Serving"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("vsock:2:1234")]
    public void Where_no_socket_is_named_nothing_is_told(string? address) =>
        SystemdNotifier.Of(name => name == "NOTIFY_SOCKET" ? address : null).ShouldBeNull();

    [Theory]
    [InlineData("120000000", null, 120)]
    [InlineData("120000000", "this", 120)]
    [InlineData("120000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void The_watchdog_is_of_this_process_or_of_none(string? micros, string? process, int? seconds)
    {
        using var notifier = SystemdNotifier.Of(name => name switch
        {
            "NOTIFY_SOCKET" => "/run/none",
            "WATCHDOG_USEC" => micros,
            "WATCHDOG_PID" => process == "this" ? $"{Environment.ProcessId}" : process,
            _ => null,
        });

        notifier.ShouldNotBeNull().Watchdog.ShouldBe(seconds is { } some ? TimeSpan.FromSeconds(some) : null);
    }
}

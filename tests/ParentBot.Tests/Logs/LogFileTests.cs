using Microsoft.Extensions.Logging;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Logs;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Logs;

public sealed class LogFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new(new(2026, 11, 20, 23, 59, 58, 500, TimeSpan.Zero));
    private readonly LogFile _file;

    public LogFileTests() => _file = new LogFile(_folder.Path, new LogOptions { Files = 2 }, _time);

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_entry_is_one_line_whatever_it_holds()
    {
        using var provider = new LineLoggerProvider([_file], _time);

        provider.CreateLogger("ParentClaw.FleetOps.Runner")
            .Log(LogLevel.Error, new InvalidOperationException("first\nsecond"), "Step {Step} failed", "a\r\nb");

        File.ReadAllLines(Today("20261120")).ShouldBe(
            ["2026-11-20T23:59:58.500Z ERR FleetOps.Runner: Step a⏎b failed | "
                + "System.InvalidOperationException: first⏎second"]);
    }

    [Fact]
    public void What_looks_like_a_secret_is_not_written()
    {
        const string token = "123456789:AAabcdefghijklmnopqrstuvwxyz012345678";
        using var provider = new LineLoggerProvider([_file], _time);

        provider.CreateLogger("ParentClaw.ParentBot").Log(
            LogLevel.Error, new InvalidOperationException($"GET /bot{token}/getMe"), "Calling with {Token}", token);

        File.ReadAllText(Today("20261120")).ShouldEndWith(
            "Calling with [redacted] | System.InvalidOperationException: GET /bot[redacted]/getMe\n");
    }

    [Fact]
    public void Each_day_has_its_file_and_the_oldest_go()
    {
        for (var day = 0; day < 4; day++)
        {
            _file.Write($"day {day}");
            _time.Advance(TimeSpan.FromDays(1));
        }

        Directory.GetFiles(_folder["logs"]).Order().ShouldBe([Today("20261122"), Today("20261123")]);
        File.ReadAllText(Today("20261123")).ShouldBe("day 3\n");
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_nothing()
    {
        File.WriteAllText(_folder["logs"], "in the way");

        Should.NotThrow(() => _file.Write("lost"));
    }

    private string Today(string day) => Path.Combine(_folder["logs"], $"parentclaw-{day}.log");
}

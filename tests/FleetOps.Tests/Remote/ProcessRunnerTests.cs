using System.Globalization;
using System.Text;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class ProcessRunnerTests
{
    [Fact]
    public async Task The_deadline_kills_the_whole_group()
    {
        var time = new ManualTime();
        var said = new StringBuilder();
        var order = new ProcessOrder("sh", "-c", "sleep 300 & echo $!; wait")
        {
            Deadline = TimeSpan.FromSeconds(5),
            OnOutput = piece =>
            {
                said.Append(Encoding.ASCII.GetString(piece.Span));
                time.Advance(TimeSpan.FromSeconds(5));
            },
        };

        var end = await new ProcessRunner(time).RunAsync(order, CancellationToken.None);

        end.ExitCode.ShouldBeNull();
        await LiveProcesses.UntilGoneAsync(int.Parse(said.ToString(), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Cancelling_kills_it_and_throws()
    {
        using var cancel = new CancellationTokenSource();
        var said = new StringBuilder();
        var order = new ProcessOrder("sh", "-c", "echo $$; exec sleep 300")
        {
            OnOutput = piece =>
            {
                said.Append(Encoding.ASCII.GetString(piece.Span));
                cancel.Cancel();
            },
        };

        await Should.ThrowAsync<OperationCanceledException>(() => Runner.RunAsync(order, cancel.Token));

        await LiveProcesses.UntilGoneAsync(int.Parse(said.ToString(), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_listener_that_throws_ends_the_process_and_is_heard()
    {
        var said = new StringBuilder();
        var order = new ProcessOrder("sh", "-c", "echo $$; exec sleep 300")
        {
            OnOutput = piece =>
            {
                said.Append(Encoding.ASCII.GetString(piece.Span));
                throw new InvalidDataException("mine");
            },
        };

        var heard = await Should.ThrowAsync<InvalidDataException>(() => Runner.RunAsync(order, CancellationToken.None));

        heard.Message.ShouldBe("mine");
        await LiveProcesses.UntilGoneAsync(int.Parse(said.ToString(), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Both_outputs_are_read_at_once_whichever_fills_first()
    {
        var order = new ProcessOrder("sh", "-c", "head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero")
        {
            OutputLimit = 2_000_000,
        };

        var end = await Runner.RunAsync(order, CancellationToken.None);

        (end.ExitCode, end.Output.Kept.Length, end.Error.Kept.Length).ShouldBe((0, 1_000_000, 1_000_000));
    }

    [Fact]
    public async Task A_given_environment_is_the_whole_one()
    {
        var order = new ProcessOrder("/usr/bin/env") { Environment = new Dictionary<string, string> { ["A"] = "b c" } };

        (await Runner.RunAsync(order, CancellationToken.None)).ToResult(0).Text.ShouldBe("A=b c\n");
    }

    [Fact]
    public async Task A_program_that_is_not_there_ends_with_127() =>
        (await Runner.RunAsync(new ProcessOrder("no-such-program"), CancellationToken.None)).ExitCode.ShouldBe(127);

    private static ProcessRunner Runner { get; } = new(TimeProvider.System);
}

using System.Diagnostics;
using System.Text;
using ParentClaw.EndToEnd.Life;
using ParentClaw.EndToEnd.Telegram;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.ParentBot.Telemetry;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Telemetry;

/// <summary>The real process and who takes its telemetry, or does not.</summary>
public sealed class ExportTests : IDisposable
{
    private static readonly string[] OnPaper = ["--Sandbox:Machines=None", "--Sandbox:Speed=0"];

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("Grpc")]
    [InlineData("HttpProtobuf")]
    public async Task At_its_end_all_traces_and_metrics_of_the_parent_have_arrived(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync(Enum.Parse<TelemetryProtocol>(protocol));
        var headers = _home["headers"];
        await File.WriteAllTextAsync(headers, "x-key = s3cret 100%=of it==\n\n");

        var (exit, output, errors) = await RunAsync(
            $"--Telemetry:OtlpEndpoint={receiver.Address}/", $"--Telemetry:Protocol={protocol}",
            $"--Telemetry:HeadersFile={headers}");

        exit.ShouldBe(0, errors + output);
        var traces = receiver.Taken("trace");
        traces.ShouldContain("operation DeployClaw");
        traces.ShouldContain("step CreateMachine");
        traces.ShouldContain("PUT Microsoft.Compute/virtualMachines");
        traces.ShouldContain("service.version");
        traces.ShouldContain("parentclaw.claw");
        var metrics = receiver.Taken("metrics");
        metrics.ShouldContain("parentclaw.command.duration");
        metrics.ShouldContain("parentclaw.operation.duration");
        metrics.ShouldNotContain("alice");
        receiver.Keys.Distinct().ShouldBe(["s3cret 100%=of it=="]);
        (output + errors).ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task What_a_program_orders_arrives() =>
        (await OrderedAsync()).ShouldContain("command deploy");

    [Fact]
    public async Task What_a_program_orders_arrives_in_the_trace_that_it_orders_from()
    {
        using var script = new Activity("script").Start(); // not sampled: the parent keeps its part all the same
        var trace = new byte[16];
        script.TraceId.CopyTo(trace);

        var arrived = await OrderedAsync();

        arrived.ShouldContain("command deploy");
        arrived.ShouldContain(Encoding.Latin1.GetString(trace));
    }

    [Fact]
    public async Task What_goes_out_to_Telegram_is_told_of_as_deliveries_without_a_word_of_it()
    {
        await using var receiver = await OtlpReceiver.StartAsync(TelemetryProtocol.HttpProtobuf);
        await using (var home = await TelegramHome.StartAsync(
            time: null,
            [.. OnPaper, $"--Telemetry:OtlpEndpoint={receiver.Address}", "--Telemetry:Protocol=HttpProtobuf"]))
            await home.DoAsync("/deploy alice", "alice is deployed");

        receiver.Taken("trace").ShouldContain("deliver Message");
        receiver.Taken("metrics").ShouldContain("parentclaw.outbox.delivery.duration");
        receiver.Taken("metrics").ShouldContain("parentclaw.outbox.lag");
        receiver.Taken("metrics").ShouldContain("parentclaw.outbox.depth");
        (receiver.Taken("trace") + receiver.Taken("metrics")).ShouldNotContain("is deployed");
    }

    [Theory]
    [InlineData("Grpc")]
    [InlineData("HttpProtobuf")]
    public async Task A_receiver_that_is_away_changes_nothing(string protocol)
    {
        var (exit, output, errors) = await RunAsync(
            "--Telemetry:OtlpEndpoint=http://127.0.0.1:9", $"--Telemetry:Protocol={protocol}");

        exit.ShouldBe(0, errors + output);
        output.ShouldContain("alice is deployed");
        errors.ShouldBe("");
        Directory.GetFiles(Path.Combine(_home.Data, "logs")).Select(File.ReadAllText)
            .ShouldAllBe(log => !log.Contains("OpenTelemetry"));
    }

    [Theory]
    [InlineData("--Telemetry:OtlpEndpoint=ftp://somewhere", "Telemetry:OtlpEndpoint is refused")]
    [InlineData("--Telemetry:HeadersFile=/nowhere/headers", "cannot be read")]
    public async Task What_cannot_work_is_refused_at_the_start(string setting, string why)
    {
        var (exit, _, errors) = await RunAsync("--Telemetry:OtlpEndpoint=http://127.0.0.1:9", setting);

        exit.ShouldBe(1);
        errors.ShouldContain(why);
        errors.Count(letter => letter == '\n').ShouldBe(1);
    }

    /// <summary>Lets a program order a claw, and brings the traces that arrived.</summary>
    private async Task<string> OrderedAsync()
    {
        await using var receiver = await OtlpReceiver.StartAsync(TelemetryProtocol.Grpc);
        using var parent = new RunningParentBot(
            _home.Data, [.. OnPaper, $"--Telemetry:OtlpEndpoint={receiver.Address}", "--Agents:Rules:Any:deploy=Act"]);
        await parent.Output.ReadLineAsync(); // it greets once it is up
        using var client = new ParentClient(ApiSocket.Of(_home.Data, Environment.GetEnvironmentVariable), "script");
        var order = new CommandOrder { Words = "alice" };
        (await client.OrderAsync("deploy", order, null, CancellationToken.None)).Ok.ShouldBeTrue();
        (await parent.EndAsync()).Exit.ShouldBe(0);
        return receiver.Taken("trace");
    }

    private Task<(int Exit, string Output, string Errors)> RunAsync(params string[] settings) =>
        RunningParentBot.RunAsync(_home.Data, "/deploy alice\n", [.. OnPaper, .. settings]);
}

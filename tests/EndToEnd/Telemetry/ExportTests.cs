using ParentClaw.EndToEnd.Life;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Telemetry;

/// <summary>The real process and who takes its telemetry, or does not.</summary>
public sealed class ExportTests : IDisposable
{
    private static readonly string[] OnPaper = ["--Sandbox:Machines=None", "--Sandbox:Speed=0"];

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task At_its_end_all_traces_and_metrics_of_the_parent_have_arrived()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var headers = _home["headers"];
        await File.WriteAllTextAsync(headers, "x-key = s3cret 100%=of it==\n\n");

        var (exit, output, errors) = await RunAsync(
            $"--Telemetry:OtlpEndpoint={receiver.Address}/", "--Telemetry:Protocol=HttpProtobuf",
            $"--Telemetry:HeadersFile={headers}");

        exit.ShouldBe(0, errors + output);
        var traces = receiver.Taken("/v1/traces");
        traces.ShouldContain("operation DeployClaw");
        traces.ShouldContain("step CreateMachine");
        traces.ShouldContain("PUT Microsoft.Compute/virtualMachines");
        traces.ShouldContain("service.version");
        traces.ShouldContain("parentclaw.claw");
        var metrics = receiver.Taken("/v1/metrics");
        metrics.ShouldContain("parentclaw.command.duration");
        metrics.ShouldContain("parentclaw.operation.duration");
        metrics.ShouldNotContain("alice");
        receiver.Keys.Distinct().ShouldBe(["s3cret 100%=of it=="]);
        (output + errors).ShouldNotContain("s3cret");
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

    private Task<(int Exit, string Output, string Errors)> RunAsync(params string[] settings) =>
        RunningParentBot.RunAsync(_home.Data, "/deploy alice\n", [.. OnPaper, .. settings]);
}

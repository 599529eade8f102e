using System.Net.Sockets;
using System.Text;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>A long stream, by a clock that stands still, and with one place for all.</summary>
public sealed class OperationStreamTests : IAsyncLifetime
{
    private const int Most = 1024 * 1024; // far more than the kernel and Kestrel keep for one connection

    private readonly ManualTime _time = new();
    private readonly ApiParent _parent;

    public OperationStreamTests() =>
        _parent = new ApiParent { Time = _time, Settings = ["--Api:MaxConcurrent=1"] };

    public Task InitializeAsync() => _parent.InitializeAsync();

    public Task DisposeAsync() => _parent.DisposeAsync();

    [Fact]
    public async Task While_nothing_happens_a_sign_of_life_comes_again_and_again_and_the_end_comes_all_the_same()
    {
        var operation = await StoredAsync(Some.Operation());
        using var response = await _parent.OpenAsync(Request(operation.Id));
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldNotBeNull().ShouldStartWith("data: {");
        (await lines.ReadLineAsync()).ShouldBe("");

        var since = _time.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            (await PassAsync(lines.ReadLineAsync())).ShouldBe(": still there");
            (await lines.ReadLineAsync()).ShouldBe("");
        }

        (_time.GetUtcNow() - since).ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
        await StoredAsync(operation with { Status = OperationStatus.Succeeded, EndedAt = Some.Moment });
        var left = await PassAsync(lines.ReadToEndAsync());
        left.ShouldContain("\"status\":\"succeeded\"");
    }

    [Fact]
    public async Task Who_stops_reading_loses_his_place_and_costs_little_memory_until_then()
    {
        var operation = await StoredAsync(Some.Operation());
        var look = operation with { Conclusion = new string('x', 50_000) };
        using var sleeper = await _parent.ConnectAsync();
        await sleeper.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/operations/{operation.Id} HTTP/1.1\r\nHost: p\r\nAccept: text/event-stream\r\n\r\n"));
        await sleeper.ReceiveAsync(new byte[1]); // the stream has begun, and nobody reads on

        var told = 0L;
        while (told < 16 * Most || !(await _parent.GetAsync("v1/operations")).Envelope.Ok)
        {
            _parent.Get<OperationFeed>().Publish(look);
            told += look.Conclusion.Length;
            (await _parent.GetAsync("healthz")).Envelope.Ok.ShouldBeTrue();
        }

        (await CountLeftAsync(sleeper)).ShouldBeLessThan(Most);
    }

    private static async Task<long> CountLeftAsync(Socket connection)
    {
        var (left, piece) = (0L, new byte[64 * 1024]);
        try
        {
            while (await connection.ReceiveAsync(piece) is > 0 and var count)
                left += count;
        }
        catch (SocketException)
        {
            // It was cut off in the middle.
        }

        return left;
    }

    private static HttpRequestMessage Request(OperationId id)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"v1/operations/{id}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private async Task<T> PassAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await work;
    }

    private async Task<OperationRecord> StoredAsync(OperationRecord operation) =>
        (await _parent.Get<IFleetStore>().CommitAsync(
            new FleetChange { Operation = operation }, CancellationToken.None)).Operation!;
}

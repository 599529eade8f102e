using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class OperationRoutesTests(ApiParent parent) : IClassFixture<ApiParent>
{
    [Fact]
    public async Task The_newest_are_listed()
    {
        var operation = await StoredAsync(Some.Operation());

        var answer = await parent.GetAsync("v1/operations");

        answer.Envelope.Data!.Result!["operations"]!.AsArray().Select(one => one!["id"]!.GetValue<string>())
            .ShouldContain(operation.Id.Value);
    }

    [Fact]
    public async Task One_that_is_waited_for_comes_as_it_ends_and_a_bad_end_is_an_error()
    {
        var operation = await StoredAsync(Some.Operation());
        var waiting = parent.GetAsync($"v1/operations/{operation.Id}?wait=60");
        await StoredAsync(operation with
        {
            Status = OperationStatus.Failed,
            Conclusion = "It went wrong.",
            EndedAt = Some.Moment,
        });

        var answer = await waiting;

        answer.ShouldRefuse(HttpStatusCode.BadGateway, ErrorReason.Failed, "It went wrong.");
        answer.Envelope.Data!.Operation!.Status.ShouldBe("failed");
        (await parent.GetAsync($"v1/operations/{operation.Id}")).Envelope.Ok.ShouldBeTrue("a look is no wait");
    }

    [Fact]
    public async Task One_that_goes_on_is_told_as_it_is_after_the_time()
    {
        var operation = await StoredAsync(Some.Operation());

        var answer = await parent.GetAsync($"v1/operations/{operation.Id}?wait=0.05");

        (answer.Envelope.Ok, answer.Envelope.Data!.Operation!.Status).ShouldBe((true, "open"));
    }

    [Theory]
    [InlineData("wait=soon")]
    [InlineData("wait=-1")]
    [InlineData("wait=1&wait=2")]
    [InlineData("wait=NaN")]
    [InlineData("wait=1e9")]
    public async Task A_wait_that_is_no_time_is_refused(string query) =>
        (await parent.GetAsync($"v1/operations/{OperationId.New()}?{query}"))
            .ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, "wait is a number of seconds");

    [Theory]
    [InlineData("op-00000000")]
    [InlineData("nonsense")]
    [InlineData("%e2%80%ae")]
    public async Task One_that_is_not_there_is_not_found(string id) =>
        (await parent.GetAsync($"v1/operations/{id}")).Envelope.Ok.ShouldBeFalse();

    [Fact]
    public async Task A_stream_tells_each_look_and_ends_with_the_operation()
    {
        var operation = await StoredAsync(Some.Operation());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/operations/{operation.Id}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await parent.OpenAsync(request);
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var looks = SseParser
            .Create(body, (_, data) => JsonSerializer.Deserialize(data, ContractJson.Default.OperationView)!)
            .EnumerateAsync().GetAsyncEnumerator();

        (await looks.MoveNextAsync()).ShouldBeTrue();
        looks.Current.Data.Status.ShouldBe("open");
        await StoredAsync(operation with { Status = OperationStatus.Succeeded, EndedAt = Some.Moment });
        (await looks.MoveNextAsync()).ShouldBeTrue();

        looks.Current.Data.Status.ShouldBe("succeeded");
        (await looks.MoveNextAsync()).ShouldBeFalse();
    }

    private async Task<OperationRecord> StoredAsync(OperationRecord operation) =>
        (await parent.Get<IFleetStore>().CommitAsync(
            new FleetChange { Operation = operation }, CancellationToken.None)).Operation!;
}

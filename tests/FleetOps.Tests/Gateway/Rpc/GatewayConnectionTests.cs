using System.Net.WebSockets;
using System.Text.Json;
using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.FleetOps.Tests.Gateway.Rpc;

public sealed class GatewayConnectionTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task Answers_find_their_questions_in_whatever_order_they_come()
    {
        await using var ground = await GatewayGround.MakeAsync();
        var held = new TaskCompletionSource<StrictCall>(TaskCreationOptions.RunContinuationsAsynchronously);
        ground.Gateway
            .On("slow", call => { held.SetResult(call); return Task.CompletedTask; })
            .Says("fast", """{"is":"fast"}""");
        var connection = await ground.OpenAsync();

        var slow = connection.AskAsync(new RpcRequest("slow"), Never);
        var late = await held.Task;
        (await connection.AskAsync(new RpcRequest("fast"), Never)).GetProperty("is").GetString().ShouldBe("fast");
        connection.IsBusy.ShouldBeTrue();
        await late.SayAsync("""{"is":"slow"}""");
        (await slow).GetProperty("is").GetString().ShouldBe("slow");
        connection.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public async Task A_turn_that_was_accepted_is_awaited_to_its_end()
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Gateway.On("agent", async call =>
        {
            await call.SayAsync("""{"status":"accepted","runId":"r"}""");
            await call.SayAsync("""{"status":"ok","runId":"r"}""");
        });
        var connection = await ground.OpenAsync();

        Status(await connection.AskAsync(new RpcRequest("agent") { AwaitsEnd = true }, Never)).ShouldBe("ok");
        Status(await connection.AskAsync(new RpcRequest("agent"), Never)).ShouldBe("accepted");
    }

    [Fact]
    public async Task What_the_gateway_has_not_is_not_asked()
    {
        await using var ground = await GatewayGround.MakeAsync();
        var connection = await ground.OpenAsync();
        (await FaultAsync(() => connection.AskAsync(new RpcRequest("nosuch"), Never))).ShouldBe(RpcFault.MethodMissing);
        ground.Gateway.Calls.ShouldBeEmpty();
        connection.IsBroken.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_has_the_gateways_words_and_leaves_the_connection_whole()
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Gateway.Refuses("x", """{"code":"INVALID_REQUEST","message":"unknown requestId"}""");
        var connection = await ground.OpenAsync();
        var refused = await Should.ThrowAsync<RpcException>(() => connection.AskAsync(new RpcRequest("x"), Never));
        (refused.Fault, refused.Message).ShouldBe((RpcFault.Refused, "unknown requestId"));
        connection.IsBroken.ShouldBeFalse();
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("""{"type":"res","id":"2"}""")]
    [InlineData("[]")]
    public async Task Nonsense_breaks_the_connection_and_fails_who_waits(string nonsense)
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Gateway.On("x", call => call.WriteAsync(nonsense));
        var connection = await ground.OpenAsync();
        (await FaultAsync(() => connection.AskAsync(new RpcRequest("x"), Never))).ShouldBe(RpcFault.Malformed);
        connection.IsBroken.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_and_bytes_that_are_no_text_break_it_too()
    {
        await using var ground = await GatewayGround.MakeAsync(options => options.LargestAnswer = 64 * 1024);
        ground.Gateway
            .Says("large", $"\"{new string('x', 70_000)}\"")
            .On("bytes", call => call.Socket.SendAsync(new byte[5], WebSocketMessageType.Binary, true, Never));
        foreach (var method in new[] { "large", "bytes" })
        {
            var connection = await ground.OpenAsync();
            (await FaultAsync(() => connection.AskAsync(new RpcRequest(method), Never))).ShouldBe(RpcFault.Malformed);
        }
    }

    [Fact]
    public async Task A_gateway_that_dies_loses_the_question_and_the_next_is_not_sent()
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Gateway.On("x", _ => { ground.Gateway.Break(); return Task.CompletedTask; });
        var connection = await ground.OpenAsync();
        (await FaultAsync(() => connection.AskAsync(new RpcRequest("x"), Never))).ShouldBe(RpcFault.Lost);
        (await FaultAsync(() => connection.AskAsync(new RpcRequest("x"), Never))).ShouldBe(RpcFault.NotOpened);
        ground.Gateway.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_nobodys_and_harms_nothing()
    {
        var time = new ManualTime();
        await using var ground = await GatewayGround.MakeAsync(time: time);
        var asked = new TaskCompletionSource<StrictCall>(TaskCreationOptions.RunContinuationsAsynchronously);
        ground.Gateway
            .On("hangs", call => { asked.SetResult(call); return Task.CompletedTask; })
            .Says("health", "{}");
        var connection = await ground.OpenAsync();

        var late = FaultAsync(() => connection.AskAsync(new RpcRequest("hangs"), Never));
        var call = await asked.Task;
        time.Advance(TimeSpan.FromMinutes(1));
        (await late).ShouldBe(RpcFault.Late);
        await call.SayAsync("{}");
        await connection.AskAsync(new RpcRequest("health"), Never);
        connection.IsBroken.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_stops_waiting_hears_that_and_the_others_go_on()
    {
        await using var ground = await GatewayGround.MakeAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ground.Gateway.On("hangs", _ => { asked.SetResult(); return Task.CompletedTask; }).Says("health", "{}");
        var connection = await ground.OpenAsync();
        using var stop = new CancellationTokenSource();
        var waiting = connection.AskAsync(new RpcRequest("hangs"), stop.Token);
        await asked.Task;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await connection.AskAsync(new RpcRequest("health"), Never);
    }

    private static string? Status(JsonElement answer) => answer.GetProperty("status").GetString();

    private static async Task<RpcFault> FaultAsync(Func<Task> ask) => (await Should.ThrowAsync<RpcException>(ask)).Fault;
}

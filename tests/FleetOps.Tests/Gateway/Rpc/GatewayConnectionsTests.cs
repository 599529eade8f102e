using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Gateway.Rpc;

public sealed class GatewayConnectionsTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task All_who_ask_a_claw_at_once_share_one_connection()
    {
        await using var ground = await GatewayGround.MakeAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ground.OpenAsync()));
        all.Distinct().ShouldHaveSingleItem().Hello.Version.ShouldBe("2026.9.6");
        ground.Gateway.Connections.ShouldBe(1);
        ground.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_one_is_replaced_and_its_forward_closed()
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Gateway.On("dies", _ => { ground.Gateway.Break(); return Task.CompletedTask; });
        var first = await ground.OpenAsync();
        await Should.ThrowAsync<RpcException>(() => first.AskAsync(new RpcRequest("dies"), Never));

        var second = await ground.OpenAsync();
        second.ShouldNotBeSameAs(first);
        await ground.Connections.DisposeAsync();
        ground.Forwards.Count.ShouldBe(2);
        ground.Forwards.ShouldAllBe(forward => forward.IsClosed);
    }

    [Fact]
    public async Task Another_generation_or_address_gets_a_connection_of_its_own()
    {
        await using var ground = await GatewayGround.MakeAsync();
        var first = await ground.OpenAsync();
        var next = await ground.Connections.GetAsync(ground.Target with { Generation = 2 }, Never);
        next.ShouldNotBeSameAs(first);
        (await ground.Connections.GetAsync(
            ground.Target with { Generation = 2, Address = System.Net.IPAddress.Parse("127.0.0.9") }, Never))
            .ShouldNotBeSameAs(next);
        ground.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Beyond_the_limit_the_one_unused_for_longest_is_closed()
    {
        var time = new ManualTime();
        await using var ground = await GatewayGround.MakeAsync(options => options.MostConnections = 2, time);
        var targets = Enumerable.Range(0, 3).Select(_ => ground.Target with { Claw = Some.ClawName() }).ToList();
        var first = await OpenAsync(targets[0]);
        var second = await OpenAsync(targets[1]);
        (await OpenAsync(targets[0])).ShouldBeSameAs(first);
        await OpenAsync(targets[2]);

        ground.Connections.Count.ShouldBe(2);
        (await OpenAsync(targets[0])).ShouldBeSameAs(first);
        (await OpenAsync(targets[1])).ShouldNotBeSameAs(second);

        async Task<GatewayConnection> OpenAsync(RemoteTarget target)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return await ground.Connections.GetAsync(target, Never);
        }
    }

    [Fact]
    public async Task An_unused_one_is_closed_and_the_next_question_opens_another()
    {
        var time = new ManualTime();
        await using var ground = await GatewayGround.MakeAsync(time: time);
        await ground.OpenAsync();
        time.Advance(TimeSpan.FromMinutes(10));
        ground.Connections.Count.ShouldBe(0);
        await ground.OpenAsync();
        ground.Gateway.Connections.ShouldBe(2);
    }

    [Theory]
    [InlineData(404, nameof(RpcFault.NotSpoken), 10 * 60)]
    [InlineData(200, nameof(RpcFault.NotSpoken), 10 * 60)]
    [InlineData(503, nameof(RpcFault.NotOpened), 10)]
    public async Task Who_does_not_speak_is_not_asked_again_for_a_while(int status, string fault, int seconds)
    {
        var time = new ManualTime();
        await using var ground = await GatewayGround.MakeAsync(time: time);
        ground.Gateway.Status = status;
        (await FaultAsync(ground)).ToString().ShouldBe(fault);
        ground.Gateway.Status = null;

        time.Advance(TimeSpan.FromSeconds(seconds - 1));
        (await FaultAsync(ground)).ToString().ShouldBe(fault);
        ground.Forwards.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await ground.OpenAsync();
    }

    [Fact]
    public async Task Another_protocol_is_none_that_we_speak()
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Gateway.Protocol = 5;
        (await FaultAsync(ground)).ShouldBe(RpcFault.NotSpoken);
    }

    [Fact]
    public async Task No_token_is_no_RPC_and_costs_no_forward()
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Shell.Forward = null;
        (await FaultAsync(ground)).ShouldBe(RpcFault.NotSpoken);
        ground.Forwards.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_behind_the_forward_and_one_who_says_no_hello_are_not_opened()
    {
        var time = new ManualTime();
        await using var ground = await GatewayGround.MakeAsync(time: time);
        ground.Gateway.IsDumb = true;
        var waiting = FaultAsync(ground);
        while (ground.Gateway.Connections == 0 && !waiting.IsCompleted)
            await Task.Yield();
        time.Advance(TimeSpan.FromMinutes(1));
        (await waiting).ShouldBe(RpcFault.NotOpened);

        await ground.Gateway.DisposeAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        (await FaultAsync(ground)).ShouldBe(RpcFault.NotOpened);
        ground.Forwards.ShouldAllBe(forward => forward.IsClosed);
    }

    [Fact]
    public async Task A_machine_that_cannot_be_entered_is_its_own_failure_and_is_tried_again_at_once()
    {
        await using var ground = await GatewayGround.MakeAsync();
        ground.Shell.Forward = _ => throw new FleetException(FailureReason.HostKeyChanged, "another key");
        for (var i = 0; i < 2; i++)
        {
            (await Should.ThrowAsync<FleetException>(ground.OpenAsync)).Reason.ShouldBe(FailureReason.HostKeyChanged);
        }

        ground.Forwards.Count.ShouldBe(2);
    }

    private static async Task<RpcFault> FaultAsync(GatewayGround ground) =>
        (await Should.ThrowAsync<RpcException>(ground.OpenAsync)).Fault;
}

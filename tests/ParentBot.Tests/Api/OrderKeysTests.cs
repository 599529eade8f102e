using System.Net;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>A key stands for one order, whether that is carried out at once or waits for a person.</summary>
public sealed class OrderKeysTests : IAsyncLifetime
{
    private const string Other = "used for another order";

    private readonly ApiParent _parent = new() { Settings = ["--Agents:Rules:Any:deploy=Act"] };

    public Task InitializeAsync() => _parent.InitializeAsync();

    public Task DisposeAsync() => _parent.DisposeAsync();

    [Theory]
    [InlineData("deploy", """{"arguments": {"claw": "bob"}}""")]
    [InlineData("deploy", """{"arguments": {"claw": "alice", "profile": "desktop"}}""")]
    [InlineData("park", """{"arguments": {"claw": "alice"}}""")]
    public async Task Another_order_under_the_key_of_one_that_was_carried_out_is_refused(string command, string other)
    {
        var first = await OrderAsync("deploy", """{"arguments": {"claw": "alice"}}""", "one");
        var operation = first.Envelope.Data!.Operation.ShouldNotBeNull(first.Text);

        (await OrderAsync(command, other, "one")).ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, Other);

        var again = await OrderAsync("deploy", """{"arguments": {"claw": "alice"}}""", "one");
        again.Envelope.Data!.Operation!.Id.ShouldBe(operation.Id);
        (await _parent.Get<IFleetStore>().ListOperationsAsync(null, 9, CancellationToken.None)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("mute", """{"arguments": {"which": "all", "for": "2h"}}""")]
    [InlineData("park", """{"arguments": {"claw": "alice"}}""")]
    public async Task Another_order_under_the_key_of_one_that_waits_is_refused(string command, string other)
    {
        var first = await OrderAsync("mute", """{"arguments": {"which": "all"}}""", "two");
        first.ShouldRefuse(HttpStatusCode.Accepted, ErrorReason.Waiting, "waits for an Admin");

        (await OrderAsync(command, other, "two")).ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, Other);
    }

    [Fact]
    public async Task A_dry_run_uses_no_key_up()
    {
        await OrderAsync("deploy", """{"arguments": {"claw": "bob"}, "dryRun": true}""", "three");

        var order = await OrderAsync("deploy", """{"arguments": {"claw": "alice"}}""", "three");

        order.Envelope.Data!.Operation.ShouldNotBeNull(order.Text).Claw.ShouldBe("alice");
    }

    [Fact]
    public async Task A_key_that_the_store_forgot_brings_back_no_other_operation()
    {
        await OrderAsync("deploy", """{"arguments": {"claw": "alice"}}""", "four");
        var store = _parent.Get<IFleetStore>();
        await store.ForgetBeforeAsync(DateTimeOffset.MaxValue, CancellationToken.None);

        await OrderAsync("deploy", """{"arguments": {"claw": "bob"}}""", "four");

        (await store.FindClawAsync(ClawName.Parse("bob"), CancellationToken.None)).ShouldNotBeNull();
    }

    private Task<Answer> OrderAsync(string command, string order, string key) =>
        _parent.PostAsync($"v1/commands/{command}", order, "Idempotency-Key", key);
}

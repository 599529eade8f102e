using System.Net;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class ApiPlacesTests : IAsyncLifetime
{
    private readonly ApiParent _parent = new() { Settings = ["--Api:MaxConcurrent=1"] };

    public Task InitializeAsync() => _parent.InitializeAsync();

    public Task DisposeAsync() => _parent.DisposeAsync();

    [Fact]
    public async Task A_full_house_says_so_and_is_no_sick_one()
    {
        var held = await _parent.PostAsync("v1/commands/deploy", """{"arguments": {"claw": "bob"}}""");
        var wait = $"v1/proposals/{held.Envelope.Data!.Proposal!.Id}?wait=60";
        var (waiting, another) = (_parent.GetAsync(wait), await _parent.GetAsync("v1/operations"));
        while (another.Envelope.Ok)
        {
            if (waiting.IsCompleted) // the other was first, and this one found no place
                waiting = _parent.GetAsync(wait);
            another = await _parent.GetAsync("v1/operations");
        }

        another.ShouldRefuse(HttpStatusCode.ServiceUnavailable, ErrorReason.NoParent, "requests are under way");
        (await _parent.GetAsync("healthz")).Envelope.Ok.ShouldBeTrue();
        (await _parent.GetAsync("readyz")).Envelope.Ok.ShouldBeTrue();

        await _parent.StopAsync();
        (await waiting).ShouldRefuse(HttpStatusCode.ServiceUnavailable, ErrorReason.NoParent, "stopping");
    }
}

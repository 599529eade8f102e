using System.Net;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;
using Xunit.Abstractions;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>A large fleet for programs; how long it took stands in the test's output.</summary>
public sealed class ThousandClawsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Claws = 1_000;
    private const int Asked = 30;

    private readonly ApiParent _parent = new();

    public async Task InitializeAsync()
    {
        using (var store = new TestStore(_parent.Folder, TimeProvider.System))
        {
            for (var number = 0; number < Claws; number++)
            {
                var claw = Some.RunningClaw() with
                {
                    State = ClawState.Parked, // nobody looks at it meanwhile
                    Name = ClawName.Parse($"claw-{number:0000}"),
                    Address = new IPAddress([127, 9, (byte)(number / 250), (byte)(number % 250)]),
                };
                var probe = number % 4 == 0 ? Some.BadProbe(claw.Name) : Some.Probe(claw.Name);
                await store.Fleet.CommitAsync(
                    new FleetChange { Claw = claw, Probes = [probe] }, CancellationToken.None);
            }
        }

        await _parent.InitializeAsync();
    }

    public Task DisposeAsync() => _parent.DisposeAsync();

    [Fact]
    public async Task Each_of_a_thousand_claws_is_told_with_its_facts()
    {
        var answers = new List<Answer>();
        for (var time = 0; time < Asked; time++)
            answers.Add(await _parent.PostAsync("v1/commands/fleet", "{}"));

        output.WriteLine(
            $"{answers[^1].Text.Length} characters; parent: {string.Join(", ", answers.Select(one => one.Timing))}");

        var claws = answers[^1].Envelope.Data!.Result!["claws"]!.AsArray();
        claws.Count.ShouldBe(Claws);
        claws.Select(claw => claw!["name"]!.GetValue<string>()).ShouldBeUnique();
        claws.ShouldAllBe(claw => claw!["verdict"] != null && claw["probedAt"] != null);
        (claws[0]!["state"]!.GetValue<string>(), claws[0]!["address"]!.GetValue<string>())
            .ShouldBe(("parked", "127.9.0.0"));
    }
}

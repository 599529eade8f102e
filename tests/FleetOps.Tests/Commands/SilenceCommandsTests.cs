using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Acknowledging, snoozing, muting and maintenance, from the line to the store.</summary>
public sealed class SilenceCommandsTests : IDisposable
{
    private static readonly ClawName Alice = ClawName.Parse("alice");

    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Who_acknowledges_first_sees_to_it()
    {
        var incident = await TroubleAsync();
        (await SayAsync($"/ack {incident}")).ShouldBe($"Marvin sees to incident {incident} of alice.");
        (await SayAsync("/ack alice")).ShouldBe(
            $"Marvin sees to incident {incident} of alice already, since just now.");

        var kept = await Alerts.FindAcknowledgementAsync(incident, CancellationToken.None);
        kept.ShouldBe(new Acknowledgement(incident, Some.Moment, "Marvin"));
        (await TrailAsync()).ShouldContain($"Marvin sees to incident {incident}.");
    }

    [Theory]
    [InlineData("/ack 99", "There is no incident 99.")]
    [InlineData("/ack bob", "bob has no open incident.")]
    [InlineData("/ack A!", "neither an incident's number nor a claw's name")]
    [InlineData("/snooze alice soon", "is no duration")]
    [InlineData("/mute nobody", "neither a claw's name nor a label")]
    [InlineData("/mute alice until=noon", "is no time to come")]
    [InlineData("/mute alice until=08:00 for=1h", "not both")]
    [InlineData("/mute off", "Nothing is muted.")]
    [InlineData("/maintenance alice", "From when to when?")]
    [InlineData("/maintenance alice now now", "before it begins")]
    [InlineData("/maintenance all now 1h", "neither a claw's name nor a label")]
    [InlineData("/maintenance end alice", "is in no maintenance")]
    public async Task What_cannot_be_is_refused_with_a_reason(string line, string why)
    {
        await TroubleAsync();
        var reply = await _chat.SayAsync(line);
        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldContain(why);
    }

    [Fact]
    public async Task An_incident_that_is_over_is_nobody_s_to_acknowledge()
    {
        var incident = await TroubleAsync(closed: true);
        (await SayAsync($"/ack {incident}")).ShouldBe($"alice is well again: incident {incident} is over.");
    }

    [Fact]
    public async Task Snoozing_is_kept_until_when_and_by_whom()
    {
        var incident = await TroubleAsync();
        await SayAsync($"/snooze {incident} 1h30m");
        var silence = (await SilencesAsync()).ShouldHaveSingleItem();
        (silence.Kind, silence.Incident, silence.By, silence.Until)
            .ShouldBe((SilenceKind.Snooze, incident, "Marvin", Some.Moment.AddMinutes(90)));
        (await TrailAsync()).ShouldContain($"Marvin snoozed incident {incident} until 2026-11-20 09:00 UTC.");
    }

    [Fact]
    public async Task Muting_is_for_oneself_and_can_be_ended()
    {
        await TroubleAsync();
        (await SayAsync("/mute alice")).ShouldBe("You get no new alert about alice until 20 Nov 08:00 UTC.");
        await SayAsync("/mute tier=prod for=2h");
        (await SayAsync("/mute list")).ShouldBe(
            "Muted | Until\nalice | 20 Nov 08:00 UTC\ntier=prod | 20 Nov 09:30 UTC");

        (await SayAsync("/mute off alice")).ShouldBe("You get alerts about alice again.");
        (await SayAsync("/mute list")).ShouldBe("Muted | Until\ntier=prod | 20 Nov 09:30 UTC");
        (await SayAsync("/mute off")).ShouldBe("You get alerts about tier=prod again.");
        (await SilencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Maintenance_is_shown_listed_and_ended()
    {
        await TroubleAsync();
        await SayAsync("/maintenance alice now 2h");
        (await SayAsync("/status alice")).ShouldContain("maintenance: by Marvin, ends in 2 h");
        (await SayAsync("/maintenance list")).ShouldBe(
            "Which | From | Until | By\nalice | 20 Nov 07:30 UTC | 20 Nov 09:30 UTC | Marvin");

        (await SayAsync("/maintenance end alice")).ShouldBe("The maintenance of alice has ended.");
        (await SayAsync("/status alice")).ShouldNotContain("maintenance");
        (await TrailAsync()).ShouldContain(
            "Marvin ordered maintenance of alice from 2026-11-20 07:30 UTC until 2026-11-20 09:30 UTC.");
    }

    [Fact]
    public async Task Maintenance_by_label_is_for_the_claws_that_have_it()
    {
        await TroubleAsync();
        await SayAsync("/maintenance tier=prod 22:00 4h");
        var claws = (await _chat.Fleet.ListClawsAsync(CancellationToken.None)).ToDictionary(claw => claw.Name);
        var silences = new Silences(await SilencesAsync(), claws, new(2026, 11, 20, 22, 30, 0, TimeSpan.Zero));
        silences.Maintenance(Alice).ShouldNotBeNull().Scope.ShouldBe("tier=prod");
        silences.Maintenance(ClawName.Parse("bob")).ShouldBeNull();
        new Silences(await SilencesAsync(), claws, Some.Moment).Maintenance(Alice).ShouldBeNull();
    }

    private IAlertStore Alerts => _chat.Get<IAlertStore>();

    private async Task<long> TroubleAsync(bool closed = false)
    {
        var alice = Some.RunningClaw() with { Name = Alice };
        await _chat.KeepAsync(new() { Claw = alice with { Labels = alice.Labels.Add("tier", "prod") } });
        await _chat.KeepAsync(new() { Claw = Some.RunningClaw() with { Name = ClawName.Parse("bob") } });
        var incident = Some.Incident(Alice) with { ClosedAt = closed ? Some.Moment : null };
        return (await _chat.KeepAsync(new() { Incidents = [incident] })).Incidents[0].Id;
    }

    private async Task<string> SayAsync(string line) => Chat.Text(await _chat.SayAsync(line));

    private Task<IReadOnlyList<Silence>> SilencesAsync() =>
        Alerts.ListSilencesAsync(_chat.Time.GetUtcNow(), CancellationToken.None);

    private async Task<IEnumerable<string>> TrailAsync() =>
        (await _chat.Fleet.ListEventsAsync(Alice, 20, CancellationToken.None)).Select(line => line.Text);
}

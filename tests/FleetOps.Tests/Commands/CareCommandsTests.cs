using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>/security, /doctor, /usage and /restart safely.</summary>
public sealed class CareCommandsTests : IAsyncLifetime, IDisposable
{
    private GatewayChat _chat = null!;

    public async Task InitializeAsync() => _chat = await GatewayChat.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task An_audit_shows_the_worst_first_with_its_remedy()
    {
        _chat.Gateway.Audit =
        [
            new("info", "summary.attack_surface", "groups: open=0", null),
            new("strange", "new.check", "Nobody knows how bad this is", null),
            new("warn", "gateway.trusted_proxies_missing", "Proxies are not trusted", "Set gateway.trustedProxies."),
            new("warn", "fs.state_dir.perms", "The state is readable", "chmod 700"),
            new("critical", "telegram.open", "Anybody may write", "Set dmPolicy to pairing."),
        ];

        Chat.Text(await _chat.SayAsync("/security alice")).ShouldBe(
            """
            OpenClaw's audit of alice: 1 critical, 1 strange, 2 warnings, 1 note. Nothing was changed.
            Weight | What | Remedy | Check
            critical | Anybody may write | Set dmPolicy to pairing. | telegram.open
            strange | Nobody knows how bad this is |  | new.check
            warning | Proxies are not trusted | Set gateway.trustedProxies. | gateway.trusted_proxies_missing
            warning | The state is readable | chmod 700 | fs.state_dir.perms
            note | groups: open=0 |  | summary.attack_surface
            /config alice set changes what a remedy names.
            """);
    }

    [Fact]
    public async Task An_audit_without_findings_says_so()
    {
        _chat.Gateway.Audit = [];

        Chat.Text(await _chat.SayAsync("/security alice"))
            .ShouldBe("OpenClaw's audit finds nothing to say against alice.");
    }

    [Fact]
    public async Task The_doctor_shows_what_he_found_and_first_what_the_configuration_has_wrong()
    {
        await _chat.Chat.Secrets.SetAsync(
            GatewayChat.Alice.Name, SecretName.TelegramBotToken, new Secret("planted"), CancellationToken.None);
        _chat.Config.Faults.Add("gateway.port: expected number");
        _chat.Gateway.Examination = [new("warning", "core/doctor/token", "The token planted is old", null)];

        var reply = await _chat.SayAsync("/doctor alice");

        Chat.Text(reply).ShouldBe(
            """
            OpenClaw's doctor on alice: 1 error, 1 warning. Nothing was changed.
            Weight | What | Remedy | Check
            error | gateway.port: expected number | /config set mends a value; /resuscitate brings back the last good configuration. | openclaw.json
            warning | The token [redacted] is old |  | core/doctor/token
            """);
        reply.Buttons.Select(button => button.Line).ShouldBe(["/verify alice", "/logs alice errors"]);
    }

    [Fact]
    public async Task A_doctor_who_finds_nothing_says_so()
    {
        _chat.Gateway.Examination = [];

        Chat.Text(await _chat.SayAsync("/doctor alice")).ShouldBe("OpenClaw's doctor finds nothing wrong with alice.");
    }

    [Fact]
    public async Task A_gateway_at_work_is_not_restarted_unless_somebody_insists()
    {
        _chat.Gateway.UnderWay = "1 agent turn";

        var refused = await _chat.SayAsync("/restart alice safely");

        refused.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(refused).ShouldBe("Nothing was restarted. alice's gateway is at work: 1 agent turn.");
        refused.Buttons.Select(button => button.Line).ShouldBe(["/restart alice safely", "/restart alice"]);
        _chat.Gateway.Restarts.ShouldBe(0);

        _chat.Gateway.UnderWay = null;
        (await _chat.SayAsync("/restart alice safely")).Status.ShouldBe(ReplyStatus.Ok);
        _chat.Gateway.Restarts.ShouldBe(1);
    }

    [Fact]
    public async Task Use_is_shown_day_by_day_with_its_sum()
    {
        _chat.Gateway.Days =
        [
            new(new(2026, 11, 17), 9_999_999, 100m),
            new(new(2026, 11, 18), 1_234_567, 2.5m),
            new(new(2026, 11, 19), 0, 0),
            new(new(2026, 11, 20), 999_951, 0.004m),
        ];

        Chat.Text(await _chat.SayAsync("/usage alice 3")).ShouldBe(
            """
            alice's models took 2.2 M tokens within 3 days, about $2.50.
            Day | Tokens | Cost
            Wed 18 Nov | 1.2 M | $2.50
            Fri 20 Nov | 1 M | less than $0.01
            Money is by the models' list prices; your provider's bill is the truth.
            """);
    }

    [Fact]
    public async Task A_day_without_a_known_price_is_not_taken_for_a_free_one()
    {
        _chat.Gateway.Days = [new(new(2026, 11, 19), 940, null), new(new(2026, 11, 20), 12_345, 1m)];
        Chat.Text(await _chat.SayAsync("/usage alice")).ShouldStartWith(
            "alice's models took 13.3 k tokens within 7 days, about $1.00, 1 of the days not counted.\n"
            + "Day | Tokens | Cost\nThu 19 Nov | 940 | ?\n");

        _chat.Gateway.Days = [new(new(2026, 11, 19), 940, null)];
        Chat.Text(await _chat.SayAsync("/usage alice")).ShouldStartWith(
            "alice's models took 940 tokens within 7 days; what they cost is not known.\n");
    }

    [Fact]
    public async Task Models_that_slept_and_days_that_cannot_be_shown_are_told()
    {
        _chat.Gateway.Days = [new(new(2026, 11, 20), 0, 0)];

        Chat.Text(await _chat.SayAsync("/usage alice 1")).ShouldBe("alice's models were not used today.");
        (await _chat.SayAsync("/usage alice 0")).Status.ShouldBe(ReplyStatus.Refused);
        (await _chat.SayAsync("/usage alice 91")).Status.ShouldBe(ReplyStatus.Refused);
    }
}

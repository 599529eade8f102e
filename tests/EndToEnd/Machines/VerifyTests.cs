using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

[Collection(BootedCollection.Name)]
public sealed class VerifyTests(BootedFleet fleet)
{
    private const string Vera = "vera";
    private const string ByTheGateway = "readyz";

    [MachineFact]
    public async Task Breaking_what_a_check_looks_at_turns_exactly_that_check_red()
    {
        await PreparedAsync();
        var names = (await VerifyLook.AtAsync(fleet, Vera)).Select(check => check.Name).ToList();
        names.Count.ShouldBeGreaterThanOrEqualTo(33);
        names.Except(VerifyBreaks.All.Select(one => one.Check)).ShouldBe([ByTheGateway]);

        await VerifyLook.ShouldTurnRedAsync(fleet, Vera, VerifyBreaks.All);
    }

    [MachineFact]
    public async Task A_bot_whose_token_was_taken_back_turns_exactly_readyz_red()
    {
        await PreparedAsync();

        fleet.Telegram.Revoke(BootedFleet.TokenOf(Vera));
        await fleet.RunAsync(Vera, """
            for i in {1..120}; do
              [[ $(curl -s -m 5 http://127.0.0.1:18789/readyz) != *telegram* ]] || exit 0
              sleep 1
            done
            exit 1
            """);

        (await VerifyLook.AtAsync(fleet, Vera)).Where(one => !one.Ok).Select(one => one.Name).ShouldBe([ByTheGateway]);
        (await fleet.Parent.SayAsync($"/verify {Vera}")).Text.ShouldContain("telegram");

        _ = fleet.NewBot(Vera);
        await fleet.Parent.DoAsync($"/restart {Vera}");
    }

    // The gateway would act on what is done to its configuration here.
    private async Task PreparedAsync()
    {
        await fleet.DeployAsync(Vera);
        await fleet.RunAsync(Vera, $$"""
            config=/mnt/claw-data/openclaw/openclaw.json
            [[ $(jq -r .gateway.reload.mode "$config") != off ]] || exit 0
            jq '.gateway.reload.mode = "off"' "$config" > /root/new; cat /root/new > "$config"; rm /root/new
            systemctl restart openclaw-gateway.service
            {{VerifyBreaks.Served}}
            """);
    }
}

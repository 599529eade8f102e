using System.Text.Json.Nodes;
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
        var names = (await VerifyAsync()).Select(check => check.Name).ToList();
        names.Count.ShouldBeGreaterThanOrEqualTo(33);
        names.Except(VerifyBreaks.All.Select(one => one.Check)).ShouldBe([ByTheGateway]);

        var wrong = new List<string>();
        foreach (var (check, breaking, mending) in VerifyBreaks.All)
        {
            await fleet.RunAsync(Vera, breaking);
            var red = (await VerifyAsync()).Where(one => !one.Ok).ToList();
            await fleet.RunAsync(Vera, mending);
            if (red is not [var only] || only.Name != check)
                wrong.Add($"{check}: {string.Join("; ", red)}");
        }

        wrong.ShouldBeEmpty();
        (await VerifyAsync()).Where(one => !one.Ok).ShouldBeEmpty();
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

        (await VerifyAsync()).Where(one => !one.Ok).Select(one => one.Name).ShouldBe([ByTheGateway]);
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

    private async Task<IReadOnlyList<Check>> VerifyAsync()
    {
        var verified = await fleet.TryAsync(Vera, "/opt/claw/lifecycle/verify.sh --json");
        var checks = JsonNode.Parse(verified.Text)!["checks"]!.AsArray()
            .Select(check => new Check((string)check!["name"]!, (bool)check["ok"]!, (string)check["detail"]!))
            .ToList();
        verified.ExitCode.ShouldBe(checks.TrueForAll(check => check.Ok) ? 0 : 1);
        return checks;
    }

    private sealed record Check(string Name, bool Ok, string Detail)
    {
        public override string ToString() => $"{Name} ({Detail})";
    }
}

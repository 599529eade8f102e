using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

/// <summary>The parent as a service of systemd.</summary>
public sealed partial class ServiceTests(ServiceBox box) : IClassFixture<ServiceBox>
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A deploy on paper takes seconds; a restart of the parent up to a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [MachineFact]
    public async Task The_service_tells_systemd_that_it_is_ready_and_its_exposure_is_low()
    {
        (await box.RunAsync("systemctl show --property=Type,ActiveState,StatusText parentclaw")).Split('\n')
            .ShouldBe(["Type=notify", "ActiveState=active", "StatusText=Serving"], ignoreOrder: true);

        var rated = await box.RunAsync("systemd-analyze security --no-pager parentclaw.service | tail -n 1");
        var level = Level().Match(rated).Groups[1].Value;
        double.Parse(level, CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(2.5, rated);
    }

    [MachineFact]
    public async Task Root_comes_in_by_the_socket_and_another_account_does_not()
    {
        (await AskAsync("fleet"))["ok"]!.GetValue<bool>().ShouldBeTrue();

        var (exit, output, _) = await box.TryAsync(
            "setpriv --reuid=nobody --regid=nogroup --clear-groups "
            + "parentclaw fleet --data /var/lib/parentclaw --json");
        exit.ShouldBe(4);
        JsonNode.Parse(output)!["error"]!["reason"]!.GetValue<string>().ShouldBe("no_parent");
        output.ShouldContain("belongs to another account");
    }

    [MachineFact]
    public async Task Killed_in_the_middle_it_comes_back_and_the_operation_is_done()
    {
        var operation = await DeployAsync("bob");
        var starts = await StartsAsync();

        await box.RunAsync("kill -9 \"$(systemctl show --property=MainPID --value parentclaw)\"");

        await UntilAsync(async () => await StartsAsync() > starts, "systemd did not start it again");
        await UntilDoneAsync("bob");
        (await OperationsAsync("bob")).ShouldBe([(operation, "Succeeded")]);
    }

    [MachineFact]
    public async Task An_upgrade_in_the_middle_of_an_operation_takes_it_along()
    {
        var before = await box.RunAsync("readlink /opt/parentclaw/current");
        var operation = await DeployAsync("carol");

        await box.RunAsync($"""
            cp -r {ServiceBox.Program} /root/next
            echo newer >/root/next/NEWS
            /mnt/tree/install.sh --from /root/next
            """);

        (await box.RunAsync("readlink /opt/parentclaw/former; cat /opt/parentclaw/current/NEWS"))
            .ShouldBe($"{before}\nnewer");
        await UntilDoneAsync("carol");
        (await OperationsAsync("carol")).ShouldBe([(operation, "Succeeded")]);
    }

    [MachineFact]
    public async Task A_version_that_does_not_start_is_taken_back()
    {
        var before = await box.RunAsync("readlink /opt/parentclaw/current");

        var (exit, _, errors) = await box.TryAsync($$"""
            cp -r {{ServiceBox.Program}} /root/broken
            echo '{ "Nonsense": true }' >/root/broken/appsettings.json
            /mnt/tree/install.sh --from /root/broken
            """);

        exit.ShouldBe(6, errors);
        errors.ShouldContain($"{before} runs again");
        (await box.RunAsync("readlink /opt/parentclaw/current")).ShouldBe(before);
        (await AskAsync("fleet"))["ok"]!.GetValue<bool>().ShouldBeTrue();
    }

    /// <summary>Begins a deploy and returns its operation's id while that is under way.</summary>
    private async Task<string> DeployAsync(string claw)
    {
        // In the background: whoever orders may wait for the end.
        await box.RunAsync($"parentclaw deploy {claw} --json >/root/{claw}.json 2>&1 </dev/null &");
        await UntilAsync(
            async () => (await OperationsAsync(claw)).Any(operation => operation.Id.Length > 0),
            "the deploy was not taken");
        var (id, outcome) = (await OperationsAsync(claw)).ShouldHaveSingleItem();
        outcome.ShouldBe("Open", "it was over before anything could happen to it");
        return id;
    }

    private Task UntilDoneAsync(string claw) => UntilAsync(
        async () => (await OperationsAsync(claw)).All(operation => operation.Outcome != "Open"),
        "the operation did not end");

    /// <summary>The claw's operations; one without an id that is open, where the parent does not answer.</summary>
    private async Task<IReadOnlyList<(string Id, string Outcome)>> OperationsAsync(string claw)
    {
        var answer = await AskAsync("op");
        if (answer["data"]?["blocks"]?.AsArray() is not { } blocks)
            return [("", "Open")];

        return
        [
            .. blocks.SelectMany(block => block!["rows"]?.AsArray() ?? [])
                .Select(row => row!.AsArray().Select(cell => cell!.GetValue<string>()).ToArray())
                .Where(cells => cells[2] == claw)
                .Select(cells => (cells[0], cells[5])),
        ];
    }

    private async Task<JsonNode> AskAsync(string words)
    {
        var (_, output, errors) = await box.TryAsync($"parentclaw {words} --json");
        return JsonNode.Parse(output).ShouldNotBeNull(errors);
    }

    private async Task<int> StartsAsync() => int.Parse(
        await box.RunAsync("systemctl show --property=NRestarts --value parentclaw"), CultureInfo.InvariantCulture);

    private static async Task UntilAsync(Func<Task<bool>> holds, string otherwise)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience, otherwise);
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    [GeneratedRegex(@"exposure level for parentclaw\.service: (\d+\.\d+) ")]
    private static partial Regex Level();
}

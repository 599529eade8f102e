using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Tests;

public class ControlRoutesTests
{
    [Fact]
    public async Task Faults_are_taken_and_what_is_not_understood_is_refused()
    {
        await using var box = await Box.OpenAsync();
        using var http = new HttpClient { BaseAddress = box.Server.Endpoint };

        var known = JsonNode.Parse("""{"on":"Disks_Get","action":"Answer","status":429,"code":"TooManyRequests"}""");
        (await http.PutAsJsonAsync("/_sandbox/faults", known)).IsSuccessStatusCode.ShouldBeTrue();
        var unknown = JsonNode.Parse("""{"on":"Disks_Get","colour":"red"}""");
        (await http.PutAsJsonAsync("/_sandbox/faults", unknown)).IsSuccessStatusCode.ShouldBeFalse();

        (await box.GetAsync(box.DiskId("d"), Box.DiskVersion)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_machine_is_broken_and_repaired_by_its_name()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        using var http = new HttpClient { BaseAddress = box.Server.Endpoint };

        (await http.PutAsync("/_sandbox/machines/alice/breaks/hung", null)).IsSuccessStatusCode.ShouldBeTrue();
        (await ReachableAsync(http)).ShouldBeFalse();
        (await http.DeleteAsync("/_sandbox/machines/alice/breaks/hung")).IsSuccessStatusCode.ShouldBeTrue();
        (await ReachableAsync(http)).ShouldBeTrue();
        (await http.PutAsync("/_sandbox/machines/nobody/breaks/hung", null)).IsSuccessStatusCode.ShouldBeFalse();
        (await http.PutAsync("/_sandbox/machines/alice/breaks/bored", null)).IsSuccessStatusCode.ShouldBeFalse();
    }

    private static async Task<bool> ReachableAsync(HttpClient http)
    {
        var machines = JsonNode.Parse(await http.GetStringAsync("/_sandbox/machines"))!.AsArray();
        return machines.ShouldHaveSingleItem()!["sshReachable"]!.GetValue<bool>();
    }
}

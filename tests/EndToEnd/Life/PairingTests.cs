using ParentClaw.FleetOps.Commands;

namespace ParentClaw.EndToEnd.Life;

public sealed class PairingTests(ServingParent serving) : IClassFixture<ServingParent>
{
    private LiveParent Parent => serving.Parent;

    [Theory]
    [InlineData("ann", "username")]
    [InlineData("ben", "code")]
    [InlineData("cid", "id")]
    public async Task Who_waits_is_let_in_by_user_name_code_or_numeric_id(string user, string by)
    {
        await Parent.DoAsync($"/sandbox dm alice {user} hello");
        var request = (await serving.FileAsync("state/pairing.json"))["requests"]!.AsArray()
            .Single(request => (string?)request!["username"] == user)!;

        (await Parent.DoAsync($"/approve alice {request[by]}")).Text.ShouldStartWith($"@{user} (");

        (await serving.FileAsync("state/pairing.json"))["allow"]!.AsArray()
            .Select(id => (string?)id).ShouldContain((string?)request["id"]);
        await Parent.DoAsync($"/sandbox dm alice {user} thanks");
        ((string?)(await serving.LinesAsync("state/inbox.jsonl"))[^1]["text"]).ShouldBe("thanks");
        await ShouldBelongToItsOwnerAloneAsync();
    }

    [Fact]
    public async Task Who_is_turned_away_waits_no_longer_and_is_not_let_in()
    {
        await Parent.DoAsync("/sandbox dm alice mallory hello");
        await Parent.DoAsync("/deny alice mallory");

        (await Parent.SayAsync("/approve alice mallory")).Reply.Status.ShouldBe(ReplyStatus.Refused);
        (await serving.FileAsync("state/pairing.json"))["requests"]!.AsArray()
            .ShouldNotContain(request => (string?)request!["username"] == "mallory");
    }

    private async Task ShouldBelongToItsOwnerAloneAsync() =>
        (await serving.FileAsync("openclaw.json"))["commands"]!["ownerAllowFrom"]!.ToJsonString()
            .ShouldBe("[\"telegram:1000001\"]");
}

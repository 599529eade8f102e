using System.Net;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Tests.Arm;

/// <summary>What Azure refuses before it looks at any resource.</summary>
public class RefusalTests
{
    [Fact]
    public async Task Without_the_token_nothing_is_answered_but_prices()
    {
        await using var box = await Box.OpenAsync();
        using var http = new HttpClient { BaseAddress = box.Server.Endpoint };

        (await http.GetAsync($"{box.VmId("a")}?api-version={Box.Compute}")).StatusCode
            .ShouldBe(HttpStatusCode.Unauthorized);
        var prices = await http.GetStringAsync("/api/retail/prices?$filter=armSkuName eq 'Standard_B2s_v2'");
        JsonNode.Parse(prices)!["Items"]!.AsArray().ShouldHaveSingleItem()!["retailPrice"]!.GetValue<decimal>()
            .ShouldBe(0.096m);
    }

    [Theory]
    [InlineData("$.properties.diskSizeGb", 32, "InvalidRequestContent")]
    [InlineData("$.properties.diskSizeGB", "big", "InvalidParameter")]
    [InlineData("$.properties.provisioningState", "Succeeded", "InvalidRequestContent")]
    [InlineData("$.sku.name", "Premium_LSR", "InvalidParameter")]
    [InlineData("$.colour", "red", "InvalidRequestContent")]
    public async Task A_property_that_the_description_does_not_allow_is_refused_and_named(
        string path, object value, string code)
    {
        await using var box = await Box.OpenAsync();
        var body = Some.Disk();
        var names = path.Split('.')[1..];
        var owner = names[..^1].Aggregate((JsonNode)body, (node, name) => node[name]!);
        owner[names[^1]] = JsonValue.Create(value);

        var answer = await box.PutAsync(box.DiskId("d"), Box.DiskVersion, body);

        (answer.Status, answer.Code).ShouldBe((400, code));
        answer.Body!["error"]!["message"]!.GetValue<string>().ShouldContain(path);
    }

    [Fact]
    public async Task What_is_required_must_be_there()
    {
        await using var box = await Box.OpenAsync();
        var body = Some.Disk();
        body["properties"]!.AsObject().Remove("creationData");

        var answer = await box.PutAsync(box.DiskId("d"), Box.DiskVersion, body);

        (answer.Status, answer.Code).ShouldBe((400, "InvalidParameter"));
    }

    [Theory]
    [InlineData("2022-11-01", "NoRegisteredProviderFound")]
    [InlineData(null, "MissingApiVersionParameter")]
    public async Task Another_api_version_is_refused(string? version, string code)
    {
        await using var box = await Box.OpenAsync();
        var query = version is null ? "" : $"?api-version={version}";

        var answer = await box.SendUrlAsync("GET", box.DiskId("d") + query);

        (answer.Status, answer.Code).ShouldBe((400, code));
    }

    [Theory]
    [InlineData(null, "sandbox", "cats/c", "InvalidResourceType")]
    [InlineData(null, "nobody", "disks/d", "ResourceGroupNotFound")]
    [InlineData("00000000-0000-0000-0000-000000000000", "sandbox", "disks/d", "SubscriptionNotFound")]
    [InlineData(null, "sandbox", "disks/d", "ResourceNotFound")]
    public async Task What_is_not_there_is_404_with_the_code_that_says_why(
        string? subscription, string group, string resource, string code)
    {
        await using var box = await Box.OpenAsync();
        var scope = $"/subscriptions/{subscription ?? box.Options.SubscriptionId}/resourceGroups/{group}";

        var answer = await box.GetAsync($"{scope}/providers/Microsoft.Compute/{resource}", Box.DiskVersion);

        (answer.Status, answer.Code).ShouldBe((404, code));
    }

    [Fact]
    public async Task A_stale_ETag_is_refused()
    {
        await using var box = await Box.OpenAsync();
        var first = await box.PutAsync(box.NicId("n"), Box.Network, Some.Nic(box));
        var etag = first.Text("etag")!;
        await box.PutAsync(box.NicId("n"), Box.Network, Some.Nic(box));

        using var http = new HttpClient { BaseAddress = box.Server.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{box.NicId("n")}?api-version={Box.Network}");
        request.Headers.Authorization = new("Bearer", "sandbox");
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        request.Content = new StringContent(Some.Nic(box).ToJsonString());

        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }
}

using System.Buffers.Text;
using System.Text;
using ParentClaw.FleetOps.AzureVms;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzureAccountTests
{
    [Theory]
    [InlineData("""{"oid":"1","appid":"2","upn":"ada@example.org"}""", "ada@example.org")]
    [InlineData("""{"oid":"1","appid":"2"}""", "2")]
    [InlineData("""{"oid":"1"}""", "1")]
    [InlineData("{}", "unknown")]
    public void A_token_names_its_bearer(string claims, string bearer) =>
        AzureAccount.BearerOf($"header.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.signature")
            .ShouldBe(bearer);

    [Theory]
    [InlineData("sandbox")]
    [InlineData("a.b c.d")]
    [InlineData("")]
    public void What_is_no_web_token_names_nobody(string token) => AzureAccount.BearerOf(token).ShouldBe("unknown");
}

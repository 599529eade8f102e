using System.Text;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class BareRefusalsTests(ApiParent parent) : IClassFixture<ApiParent>
{
    private const string Good = "GET /healthz HTTP/1.1\r\nHost: p\r\n\r\n";

    [Theory]
    [InlineData("nonsense\r\n\r\n", "400 Bad Request", "breaks the rules of HTTP")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n", "400 Bad Request", "breaks the rules of HTTP")]
    [InlineData("GET /healthz HTTP/1.1\r\n\r\n", "400 Bad Request", "breaks the rules of HTTP")]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: p\r\na b\r\n\r\n", "400 Bad Request", "breaks the rules of HTTP")]
    [InlineData("GET / HTTP/3.1\r\nHost: p\r\n\r\n", "505 HTTP Version Not Supported", "breaks the rules of HTTP")]
    [InlineData($"{Good}nonsense\r\n\r\n", "400 Bad Request", "breaks the rules of HTTP")]
    public async Task What_is_no_HTTP_hears_why_it_is_refused(string sent, string status, string why)
    {
        var answer = await parent.SendRawAsync(Encoding.Latin1.GetBytes(sent));

        ShouldBeRefused(answer[answer.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal)..], status, why);
        answer.Contains("200 OK").ShouldBe(sent.StartsWith(Good, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_too_long_hears_so()
    {
        var address = await parent.SendRawAsync(Encoding.ASCII.GetBytes($"GET /{new('a', 10_000)} HTTP/1.1\r\n\r\n"));
        var header = await parent.SendRawAsync(
            Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: p\r\nX: {new('a', 20_000)}\r\n\r\n"));

        ShouldBeRefused(address, "414 URI Too Long", "The address is too long.");
        ShouldBeRefused(header, "431 Request Header Fields Too Large", "The headers are too many or too long.");
    }

    private static void ShouldBeRefused(string answer, string status, string why)
    {
        var (head, body) = answer.Split("\r\n\r\n") is [var first, var second] ? (first, second) : (answer, "");
        head.ShouldStartWith($"HTTP/1.1 {status}\r\n");
        head.ShouldContain("\r\nConnection: close");
        head.ShouldContain($"\r\nContent-Length: {body.Length}\r\n");
        body.ShouldStartWith("{\"ok\":false,");
        body.ShouldContain("\"reason\":\"usage\"");
        body.ShouldContain(why);
    }
}

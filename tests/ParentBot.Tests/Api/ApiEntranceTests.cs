using System.Net;
using System.Text;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class ApiEntranceTests(ApiParent parent) : IClassFixture<ApiParent>
{
    [Theory]
    [InlineData("")]
    [InlineData("v2/commands")]
    [InlineData("v1/commands/")]
    [InlineData("v1/commands/fleet/more")]
    [InlineData("v1//commands")]
    [InlineData("V1/commands")]
    [InlineData("v1/operations/%2e%2e/healthz/..")]
    public async Task Where_nothing_is_says_so(string path) =>
        (await parent.GetAsync(path)).Envelope.Ok.ShouldBeFalse();

    [Theory]
    [InlineData("DELETE", "v1/commands", "GET")]
    [InlineData("GET", "v1/commands/fleet", "POST")]
    [InlineData("PUT", "v1/chat", "POST")]
    [InlineData("BREW", "healthz", "GET")]
    public async Task Another_method_is_told_which_one(string method, string path, string right)
    {
        var answer = await parent.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.ShouldRefuse(HttpStatusCode.MethodNotAllowed, ErrorReason.Usage, right);
        answer.Allow.ShouldBe(right);
    }

    [Fact]
    public async Task A_web_page_is_refused() => (await parent.GetAsync("v1/commands", "Origin", "http://evil.example"))
        .ShouldRefuse(HttpStatusCode.Forbidden, ErrorReason.Forbidden, "Origin");

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused_and_the_next_request_is_answered()
    {
        var answer = await parent.PostAsync("v1/commands/fleet", $$"""{"why": "{{new string('x', 10_000_000)}}"}""");

        answer.ShouldRefuse(HttpStatusCode.RequestEntityTooLarge, ErrorReason.Usage, "larger than 1048576 bytes");
        (await parent.GetAsync("healthz")).Envelope.Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_body_without_a_length_is_measured_as_it_comes()
    {
        var chunk = $"40000\r\n{new string(' ', 0x40000)}\r\n";
        var request = "POST /v1/commands/fleet HTTP/1.1\r\nHost: p\r\nContent-Type: application/json\r\n"
            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            + $"{string.Concat(Enumerable.Repeat(chunk, 5))}0\r\n\r\n";

        var answer = await parent.SendRawAsync(Encoding.ASCII.GetBytes(request));

        answer.ShouldStartWith("HTTP/1.1 413 ");
        answer.ShouldContain("\"reason\":\"usage\"");
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("")]
    [InlineData("01234567890123456789012345678901234567890")]
    public async Task A_name_that_is_none_is_refused(string name) =>
        (await parent.GetAsync("v1/commands", ParentClient.AgentHeader, name))
            .ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, "1 to 40 letters");

    [Theory]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_key_that_is_none_is_refused(string key) =>
        (await parent.PostAsync("v1/commands/fleet", "{}", ParentClient.OrderHeader, key))
            .ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, "1 to 80 letters");

    [Fact]
    public async Task The_process_lives_and_is_ready()
    {
        (await parent.GetAsync("healthz")).Status.ShouldBe(HttpStatusCode.OK);
        (await parent.GetAsync("readyz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_claims_to_be_a_person_without_a_terminal_is_an_agent()
    {
        var answer = await parent.PostAsync(
            "v1/chat", """{"line": "/fleet"}""", ParentClient.PersonHeader, "1", ParentClient.AgentHeader, "x");

        answer.ShouldRefuse(HttpStatusCode.Forbidden, ErrorReason.Forbidden, "Only a person");
    }

    [Fact]
    public async Task An_answer_to_a_question_that_is_not_there_is_refused() =>
        (await parent.PostAsync("v1/questions/0123456789abcdef", """{"answer": "yes"}"""))
            .ShouldRefuse(HttpStatusCode.Conflict, ErrorReason.Refused, "Give the command again");
}

using System.Net;
using System.Net.Http.Headers;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.ParentBot.Api;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class ApiTcpTests : IAsyncLifetime
{
    private static readonly string Looks = new('v', 32);
    private static readonly string Runs = new('o', 40);

    private readonly HttpClient _http = new();
    private readonly ApiParent _parent;

    public ApiTcpTests()
    {
        _parent = new ApiParent();
        File.WriteAllText(_parent.File("token"), $"{Runs}\n");
        File.SetUnixFileMode(_parent.File("token"), UnixFileMode.UserRead);
        _parent.Settings =
        [
            "--Api:Tcp=127.0.0.1:0", "--Api:Tokens:0:Name=eye", $"--Api:Tokens:0:Token={Looks}",
            "--Api:Tokens:1:Name=hand", "--Api:Tokens:1:Role=Operator",
            $"--Api:Tokens:1:TokenFile={_parent.File("token")}",
        ];
    }

    public Task InitializeAsync() => _parent.InitializeAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _parent.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnZ2dnY=")]
    [InlineData("Bearer vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv")]
    public async Task Without_a_token_of_ours_nothing_is_told(string? authorization)
    {
        foreach (var path in new[] { "healthz", "v1/commands", "nowhere" })
        {
            (await GetAsync(path, authorization)).ShouldRefuse(
                HttpStatusCode.Unauthorized, ErrorReason.Unauthorized, "The token is missing");
        }
    }

    [Fact]
    public async Task A_token_acts_under_its_role_and_its_own_name()
    {
        const string Park = """{"arguments": {"claw": "alice"}}""";

        (await PostAsync("v1/commands/fleet", "{}", Looks)).Envelope.Ok.ShouldBeTrue();
        (await PostAsync("v1/commands/deploy", Park, Looks))
            .ShouldRefuse(HttpStatusCode.Forbidden, ErrorReason.Forbidden, "is for Operators, not Viewers");
        var held = await PostAsync("v1/commands/deploy", Park, Runs);
        held.Envelope.Data!.Proposal.ShouldNotBeNull(held.Text).By.ShouldBe("hand");
        (await PostAsync("v1/chat", """{"line": "/fleet"}""", Runs)).Reason.ShouldBe(ErrorReason.Forbidden);
    }

    [Fact]
    public async Task Nobody_is_a_person_over_TCP()
    {
        var request = Request(HttpMethod.Post, "v1/chat", $"Bearer {Runs}");
        request.Headers.Add(ParentClient.PersonHeader, "1");
        request.Content = new StringContent("""{"line": "/fleet"}""", null, "application/json");

        (await SendAsync(request)).Reason.ShouldBe(ErrorReason.Forbidden);
    }

    [Fact]
    public async Task At_the_socket_no_token_is_needed() =>
        (await _parent.GetAsync("v1/commands")).Status.ShouldBe(HttpStatusCode.OK);

    private Task<Answer> GetAsync(string path, string? authorization) =>
        SendAsync(Request(HttpMethod.Get, path, authorization));

    private Task<Answer> PostAsync(string path, string body, string token)
    {
        var request = Request(HttpMethod.Post, path, $"Bearer {token}");
        request.Content = new StringContent(body, null, "application/json");
        return SendAsync(request);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? authorization)
    {
        var request = new HttpRequestMessage(method, new Uri(_parent.Get<ApiServer>().Tcp!, path));
        if (authorization is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return request;
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request);
            return await Answer.ReadAsync(response);
        }
    }
}

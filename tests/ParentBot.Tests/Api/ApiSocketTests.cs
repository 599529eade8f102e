using System.Net.Sockets;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class ApiSocketTests : IAsyncLifetime
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ApiParent _parent = new();

    public async Task InitializeAsync()
    {
        // What a parent that was killed leaves behind.
        Directory.CreateDirectory(_parent.Folder);
        using var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        dead.Bind(new UnixDomainSocketEndPoint(_parent.File("left")));
        File.Move(_parent.File("left"), _parent.Socket);
        await _parent.InitializeAsync();
    }

    public Task DisposeAsync() => _parent.DisposeAsync();

    [Fact]
    public async Task The_socket_takes_the_place_of_a_dead_one_is_private_and_goes_with_the_parent()
    {
        (await _parent.GetAsync("healthz")).Envelope.Ok.ShouldBeTrue();
        File.GetUnixFileMode(_parent.Socket).ShouldBe(OwnerOnly);

        await _parent.StopAsync();

        File.Exists(_parent.Socket).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_under_way_ends_with_the_parent_and_is_told_to_come_back()
    {
        using var connection = await _parent.ConnectAsync();
        var operation = Some.Operation();
        await _parent.Get<FleetOps.Storage.IFleetStore>().CommitAsync(
            new FleetOps.Storage.FleetChange { Operation = operation }, CancellationToken.None);
        var waiting = _parent.GetAsync($"v1/operations/{operation.Id}?wait=60");
        var stream = new HttpRequestMessage(HttpMethod.Get, $"v1/operations/{operation.Id}");
        stream.Headers.Accept.ParseAdd("text/event-stream");
        using var looks = await _parent.OpenAsync(stream);
        (await _parent.GetAsync("healthz")).Envelope.Ok.ShouldBeTrue(); // the wait was sent before

        await _parent.StopAsync();

        (await waiting).ShouldRefuse(
            System.Net.HttpStatusCode.ServiceUnavailable, ErrorReason.NoParent, "The parent is stopping.");
        (await looks.Content.ReadAsStringAsync()).ShouldStartWith("data: {");
    }

    [Needs("setpriv", "curl")]
    public async Task Another_account_cannot_connect_and_is_cut_off_where_the_files_would_let_it()
    {
        if (SocketPeer.OwnUserId != 0)
            return; // only root can act as another account

        (await AsNobodyAsync()).ShouldContain("curl: (7)"); // could not connect

        foreach (var folder in new[] { Path.GetDirectoryName(_parent.Folder)!, _parent.Folder })
            File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));
        File.SetUnixFileMode(_parent.Socket, (UnixFileMode)Convert.ToInt32("666", 8));

        (await AsNobodyAsync()).ShouldMatch("curl: \\((52|55|56)\\)"); // connected, and heard nothing
        (await ForeignProgram.RunAsync("curl", Asking)).ShouldContain("\"ok\":true");
    }

    [Needs("script", "setsid", "curl")]
    public async Task A_person_at_a_terminal_chats_and_a_program_that_says_it_is_one_does_not()
    {
        string[] curl =
        [
            "curl", "-s", "--unix-socket", _parent.Socket, "-H", "Parentclaw-Person: 1", "-H",
            "Content-Type: application/json", "-d", """{"line":"/fleet"}""", "http://parent/v1/chat",
        ];
        var line = string.Join(' ', curl.Select(word => $"'{word}'"));

        (await ForeignProgram.RunAsync("script", "-qec", line, "/dev/null")).ShouldContain("\"ok\":true");
        (await ForeignProgram.RunAsync("setsid", ["-w", .. curl])).ShouldContain("\"reason\":\"forbidden\"");
    }

    private string[] Asking => ["-sS", "--unix-socket", _parent.Socket, "http://parent/healthz"];

    private Task<string> AsNobodyAsync() => ForeignProgram.RunAsync(
        "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "curl", .. Asking]);
}

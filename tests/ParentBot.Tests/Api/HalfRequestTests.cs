using System.Net.Sockets;
using System.Text;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>Requests that begin and never come to their end.</summary>
public sealed class HalfRequestTests(ApiParent parent) : IClassFixture<ApiParent>
{
    private const string Order = "POST /v1/commands/fleet HTTP/1.1\r\nHost: p\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: p\r\nX: ")]
    [InlineData($"{Order}Content-Length: 100000\r\n\r\n")]
    public async Task One_that_drips_is_refused_in_the_end_and_the_connection_closed(string beginning)
    {
        using var connection = await parent.ConnectAsync();
        await connection.SendAsync(Encoding.ASCII.GetBytes(beginning));
        using var heard = new CancellationTokenSource();
        var dripping = DripAsync(connection, heard.Token);
        var answer = new MemoryStream();
        var piece = new byte[4096];
        try
        {
            while (await connection.ReceiveAsync(piece) is > 0 and var count)
                answer.Write(piece, 0, count);
        }
        catch (SocketException)
        {
            // It was closed over what had not been heard.
        }

        await heard.CancelAsync();
        await dripping;

        var text = Encoding.ASCII.GetString(answer.ToArray());
        text.ShouldStartWith("HTTP/1.1 408 ");
        text.ShouldContain("\"message\":\"The request came too slowly.\"");
    }

    private static async Task DripAsync(Socket connection, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        try
        {
            while (await pace.WaitForNextTickAsync(cancellationToken))
                await connection.SendAsync("x"u8.ToArray(), cancellationToken);
        }
        catch (Exception cut) when (cut is SocketException or OperationCanceledException)
        {
            // The other end has had enough.
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>
/// Puts the reason to what Kestrel refuses by itself, with a status alone and before any route: what is no HTTP, too
/// long or too slow. There is no hook for that but the connection.
/// </summary>
internal static partial class BareRefusals
{
    private const int LongestHead = 512;

    /// <summary>What a request of this status did wrong, a sentence.</summary>
    public static string Say(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => "The request came too slowly.",
        StatusCodes.Status413PayloadTooLarge => $"The body is larger than {RequestBody.Largest} bytes.",
        StatusCodes.Status414UriTooLong => "The address is too long.",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "The headers are too many or too long.",
        _ => "The request breaks the rules of HTTP.",
    };

    /// <summary>Lets a connection through to the next, and looks at what is answered.</summary>
    public static ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        var wire = connection.Transport;
        var said = new Pipe();
        connection.Transport = new Ends(wire.Input, said.Writer);
        var passing = PassAsync(said.Reader, wire.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            await said.Writer.CompleteAsync();
            await passing;
            connection.Transport = wire;
        }
    };

    private static async Task PassAsync(PipeReader said, PipeWriter wire)
    {
        try
        {
            var isOpen = true;
            while (isOpen)
            {
                var read = await said.ReadAsync(CancellationToken.None);
                Write(read.Buffer, wire);
                said.AdvanceTo(read.Buffer.End);
                isOpen = !(await wire.FlushAsync(CancellationToken.None)).IsCompleted && !read.IsCompleted;
            }
        }
        finally
        {
            await said.CompleteAsync(); // whoever still writes hears that nobody listens
        }
    }

    private static void Write(ReadOnlySequence<byte> said, PipeWriter wire)
    {
        var end = said.Slice(Math.Max(0, said.Length - LongestHead));
        var bare = Bare().Match(Encoding.Latin1.GetString(end));
        foreach (var piece in said.Slice(0, said.Length - bare.Length))
            wire.Write(piece.Span);
        if (!bare.Success)
            return;

        var status = int.Parse(bare.Groups["status"].ValueSpan, CultureInfo.InvariantCulture);
        var refusal = Envelope.Of("http", new EnvelopeError(ErrorReason.Usage, Say(status)));
        var body = JsonSerializer.SerializeToUtf8Bytes(refusal, ContractJson.Default.Envelope);
        wire.Write(Encoding.Latin1.GetBytes(
            $"{bare.Groups["line"]}Content-Type: application/json; charset=utf-8\r\n"
            + $"Content-Length: {body.Length}\r\n{bare.Groups["rest"]}"));
        wire.Write(body);
    }

    // No answer of ours is empty, and none can hold this: JSON has no line ends as they are.
    [GeneratedRegex(
        @"(?<line>HTTP/1\.1 (?<status>4\d\d|505) [^\r\n]*\r\n)Content-Length: 0\r\n(?<rest>([^\r\n]+\r\n)*\r\n)\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

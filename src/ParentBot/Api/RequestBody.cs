using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Api;

/// <summary>Reads the JSON of a request. No input makes it throw.</summary>
internal static class RequestBody
{
    /// <summary>Largest body in bytes: 1 MiB, more than any file that a command takes.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>Reads the body as one of the contracts.</summary>
    /// <exception cref="BadHttpRequestException">It is too large, too slow or breaks HTTP.</exception>
    public static async Task<BodyReading<T>> ReadAsync<T>(
        HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsJson(context.Request.ContentType))
            return new(null, "The body must be JSON: send Content-Type: application/json.");

        var bytes = await TakeAsync(context.Request.Body, cancellationToken);
        if (bytes.IsEmpty)
            return new(null, "The body is empty. Send at least {}.");
        return Utf8.IsValid(bytes.Span) ? Read(bytes, type) : new(null, "The body is not UTF-8.");
    }

    /// <summary>
    /// All of the body. What is too much is read to its end and dropped: who still sends would not hear why it was
    /// refused. Kestrel has the last word, <see cref="ApiServer.LongestHeard"/>.
    /// </summary>
    private static async Task<ReadOnlyMemory<byte>> TakeAsync(Stream body, CancellationToken cancellationToken)
    {
        var taken = new MemoryStream();
        var piece = new byte[16 * 1024];
        var length = 0L;
        while (await body.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length <= Largest)
                taken.Write(piece, 0, read);
        }

        return length <= Largest
            ? taken.GetBuffer().AsMemory(0, (int)length)
            : throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
    }

    private static BodyReading<T> Read<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes);
        }
        catch (JsonException malformed)
        {
            return new(
                null, $"The body is no JSON that can be read: look at line {malformed.LineNumber + 1}, "
                    + $"byte {malformed.BytePositionInLine + 1}.");
        }

        using (document)
        {
            if (Doubt(document.RootElement, type) is { } refusal)
                return new(null, refusal);
            try
            {
                return new(document.RootElement.Deserialize(type), null);
            }
            catch (JsonException unfit)
            {
                return new(null, $"What stands at {Quoted.Text(unfit.Path ?? "$")} is not of the type that is wanted. "
                    + "GET /v1/openapi.json shows the form.");
            }
        }
    }

    private static string? Doubt(JsonElement root, JsonTypeInfo type)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return "The body must be a JSON object, as {}.";
        if (JsonFault.Find(root) is { } fault)
            return fault;

        var known = type.Properties.Select(property => property.Name).ToList();
        return root.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name))
            is { } odd
            ? $"{Quoted.Text(odd)} is not known here. " + (Nearest.To(odd, known) is { } meant
                ? $"Did you mean {meant}?"
                : $"There are {string.Join(", ", known)}.")
            : null;
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && type.CharSet?.Trim('"').ToUpperInvariant() is null or "UTF-8";
}

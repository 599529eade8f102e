using System.Text;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>A request that went wrong somewhere.</summary>
internal sealed record FuzzedRequest(string Method, string Path, string Headers, byte[] Body)
{
    private static readonly string[] Methods = ["GET", "POST", "POST", "POST", "PUT", "HEAD", "OPTIONS", "QUERY"];

    private static readonly string[] Places =
    [
        "/v1/commands", "/v1/operations", "/v1/operations/op-k3f9x2ma?wait=0", "/v1/proposals/pr-k3f9x2ma", "/v1/chat",
        "/v1/questions/00112233445566778899aabb", "/v1/openapi.json", "/healthz", "/readyz", "/", "/v1", "/v1/../etc",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e309", "1.5", "\"\"", "\"alice\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}",
        "[[[[]]]]", "\"🦞\"", "\"; rm -rf /\"", "9223372036854775808", "NaN", "\"../etc/passwd\"", "\"' OR 1=1 --\"",
        "{\"a\":{\"a\":{}}}",
    ];

    private static readonly string[] Members =
        ["arguments", "words", "why", "dryRun", "columns", "answer", "line", "x"];

    private static readonly string[] Names =
        ["claw", "which", "lines", "operation", "text", "image", "app", "key", "value", "owner", "token", "labels"];

    private static readonly string[] Extras =
    [
        "Parentclaw-Agent: fuzz", "Parentclaw-Agent: a:b",
        "Parentclaw-Person: 1\r\nParentclaw-Agent: a", "Idempotency-Key: k1",
        "Idempotency-Key: \t", "Accept: text/event-stream", "Origin: null", "Authorization: Bearer x", "X: y",
        "Content-Encoding: gzip", "Expect: 100-continue", "Upgrade: h2c", "Cookie: a=b",
    ];

    public static FuzzedRequest Make(Random random, string[] commands)
    {
        var path = random.Next(3) == 0 ? Pick(random, Places) : $"/v1/commands/{Pick(random, commands)}";
        if (random.Next(6) == 0)
            path = Damage(random, path);
        var body = Encoding.UTF8.GetBytes(Object(random, Members, 3));
        if (random.Next(2) == 0 && body.Length > 0)
            body[random.Next(body.Length)] = (byte)random.Next(256);
        var headers = string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Pick(random, Extras) + "\r\n"));
        return new(Pick(random, Methods), path, headers, body);
    }

    /// <summary>Bytes that are hardly HTTP.</summary>
    public static byte[] MakeRaw(Random random)
    {
        var bytes = new byte[random.Next(1, 600)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
            "POST /v1/chat HTTP/1.1\r\nContent-Length: 99999\r\n"u8[..Math.Min(47, bytes.Length)].CopyTo(bytes);
        return bytes;
    }

    public byte[] ToBytes() =>
    [
        .. Encoding.Latin1.GetBytes(
            $"{Method} {Path} HTTP/1.1\r\nHost: p\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + $"{Headers}Content-Length: {Body.Length}\r\n\r\n"),
        .. Body,
    ];

    private static string Object(Random random, string[] names, int depth)
    {
        var members = Enumerable.Range(0, random.Next(4)).Select(_ =>
        {
            var name = Pick(random, names);
            var value = name == "arguments" && depth > 0 ? Object(random, Names, depth - 1) : Pick(random, Values);
            return $"\"{name}\":{value}";
        });
        return $"{{{string.Join(',', members)}}}";
    }

    private static string Damage(Random random, string path)
    {
        var odd = Pick(
            random, ["%00", "%2e%2e", "//", "?dryRun=true", "?wait=x", "%zz", "\\", "~", "%e2%80%ae", ";a"]);
        return path.Insert(random.Next(1, path.Length + 1), odd);
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}

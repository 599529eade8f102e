using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What a handler says: now, or begun and to be asked about.</summary>
internal abstract record ArmAnswer
{
    private ArmAnswer()
    {
    }

    public static ArmAnswer Ok(JsonNode body) => new Now(200, body);

    public static ArmAnswer NoContent { get; } = new Now(204, null);

    /// <summary>Complete.</summary>
    public sealed record Now(int Status, JsonNode? Body) : ArmAnswer;

    /// <summary>
    /// Accepted. While the operation runs the answer is <paramref name="Pending"/> with its poll URLs; where it has
    /// ended well before the answer is written, <paramref name="Done"/> without them.
    /// </summary>
    /// <param name="Operation">What has begun.</param>
    /// <param name="Pending">Status while it runs.</param>
    /// <param name="Done">Status when it has ended well already.</param>
    /// <param name="Body">Content in either case, read when the answer is written; null for none.</param>
    public sealed record Later(LongOperation Operation, int Pending, int Done, Func<JsonNode?>? Body = null)
        : ArmAnswer;
}

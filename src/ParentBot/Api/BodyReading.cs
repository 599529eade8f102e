using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.ParentBot.Api;

/// <summary>What came of reading a request's body.</summary>
/// <param name="Body">The body; null where it is refused.</param>
/// <param name="Refusal">Why it is refused, a sentence; null where it is not.</param>
internal readonly record struct BodyReading<T>(T? Body, string? Refusal)
    where T : class
{
    /// <summary>Whether there is a body.</summary>
    [MemberNotNullWhen(true, nameof(Body))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsRead => Body is not null;
}

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>What Telegram answers to any call.</summary>
/// <param name="Ok">Whether it was done.</param>
/// <typeparam name="TResult">What a call gives back that was done.</typeparam>
internal sealed record BotAnswer<TResult>(bool Ok)
{
    /// <summary>What came of it.</summary>
    public TResult? Result { get; init; }

    /// <summary>The HTTP status of a no.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Why not.</summary>
    public string? Description { get; init; }

    /// <summary>What to do about a no.</summary>
    public ResponseParameters? Parameters { get; init; }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// The questions that wait for an answer, in memory alone: after a restart the command is given again.
/// </summary>
internal sealed class PendingQuestions(TimeProvider time)
{
    /// <summary>
    /// How long an answer is good for: what was shown with the question may have changed later (DESIGN §8).
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Pending> _pending = new(StringComparer.Ordinal);

    /// <summary>Remembers which line of whom waits for an answer.</summary>
    /// <returns>The nonce that the answer must bring.</returns>
    public string Add(string line, Member by)
    {
        Forget();
        // 24 characters fit Telegram's 64 bytes of callback data.
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        _pending[nonce] = new Pending(line, by.Id, time.GetUtcNow() + Lifetime);
        return nonce;
    }

    /// <summary>
    /// Takes a question out for good, so that its answer counts once. Somebody else's is left for him to answer.
    /// </summary>
    public bool TryTake(
        string nonce, Member by, [NotNullWhen(true)] out string? line, [NotNullWhen(false)] out string? refusal)
    {
        line = null;
        refusal = "That question was answered before, or is older than a minute. Give the command again.";
        if (!_pending.TryGetValue(nonce, out var pending))
            return false;
        if (pending.Asked != by.Id)
        {
            refusal = "Only the person who was asked can answer. Give the command yourself.";
            return false;
        }

        if (!_pending.TryRemove(nonce, out _) || time.GetUtcNow() > pending.Until)
            return false;

        (line, refusal) = (pending.Line, null);
        return true;
    }

    private void Forget()
    {
        foreach (var (nonce, pending) in _pending)
        {
            if (time.GetUtcNow() > pending.Until)
                _pending.TryRemove(nonce, out _);
        }
    }

    private sealed record Pending(string Line, string Asked, DateTimeOffset Until);
}

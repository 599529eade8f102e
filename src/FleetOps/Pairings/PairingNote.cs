namespace ParentClaw.FleetOps.Pairings;

/// <summary>What is remembered of a request that is shown to members, so that a restart forgets none.</summary>
/// <param name="Who"><c>@bob (Bob, 7001)</c>.</param>
/// <param name="Sender">His numeric Telegram id, as text.</param>
/// <param name="CreatedAt">Since when he waits.</param>
public sealed record PairingNote(string Who, string Sender, DateTimeOffset CreatedAt)
{
    /// <summary>How long a request waits before OpenClaw forgets it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>How often it was put off.</summary>
    public int Round { get; init; }

    /// <summary>Until when it is put off; null where it is asked now.</summary>
    public DateTimeOffset? HiddenUntil { get; init; }

    /// <summary>When OpenClaw forgets it.</summary>
    public DateTimeOffset Until => CreatedAt + Lifetime;
}

namespace ParentClaw.FleetOps.Storage;

/// <summary>A chat goes on under another id, as a group does that became a larger one.</summary>
/// <param name="From">Its id until now.</param>
/// <param name="To">Its id from now on.</param>
public sealed record ChatMove(long From, long To);

namespace ParentClaw.FleetOps.Gateway;

/// <summary>What an approval did.</summary>
/// <param name="Sender">Numeric Telegram id of who was let in.</param>
/// <param name="IsNotified">Whether he was told; the approval holds either way.</param>
public sealed record PairingApproval(string Sender, bool IsNotified);

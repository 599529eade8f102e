namespace ParentClaw.FleetOps.Commands;

/// <summary>What is known of an order that came before.</summary>
/// <param name="Reply">To whom gave it.</param>
/// <param name="Outcome">For the audit trail.</param>
internal sealed record Recollection(Reply Reply, string Outcome);

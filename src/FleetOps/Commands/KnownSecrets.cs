using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Keeps a claw's secrets out of what its machine says: a failed request of Telegram has the token in its
/// address, and gateways log what fails.</summary>
internal static class KnownSecrets
{
    /// <summary>The text with <c>[redacted]</c> in place of each secret that is kept for the claw.</summary>
    internal static async Task<string> RedactAsync(
        this ISecretStore secrets, ClawName claw, string text, CancellationToken cancellationToken) =>
        (await secrets.ListAsync(claw, cancellationToken)).Values.Aggregate(text, Redact);

    private static string Redact(string text, Secret secret) =>
        text.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
}

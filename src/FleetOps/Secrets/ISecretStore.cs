using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>
/// Keeps the claws' secrets, encrypted at rest. Data Protection by default, a vault by configuration.
/// </summary>
public interface ISecretStore
{
    /// <summary>Keeps a secret, replacing the one of that name.</summary>
    Task SetAsync(ClawName claw, SecretName name, Secret value, CancellationToken cancellationToken);

    /// <summary>The secret, or null.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: it is there but cannot be opened (key ring lost).
    /// </exception>
    Task<Secret?> FindAsync(ClawName claw, SecretName name, CancellationToken cancellationToken);

    /// <summary>All secrets of a claw, internal ones included.</summary>
    Task<IReadOnlyDictionary<SecretName, Secret>> ListAsync(ClawName claw, CancellationToken cancellationToken);

    /// <summary>The claws whose secret of this name has this value: one bot token never serves two claws.</summary>
    Task<IReadOnlyList<ClawName>> FindHoldersAsync(SecretName name, Secret value, CancellationToken cancellationToken);

    /// <summary>Forgets a secret. Returns whether there was one.</summary>
    Task<bool> ForgetAsync(ClawName claw, SecretName name, CancellationToken cancellationToken);

    /// <summary>Forgets all secrets of a claw, as Purge does.</summary>
    Task ForgetAllAsync(ClawName claw, CancellationToken cancellationToken);
}

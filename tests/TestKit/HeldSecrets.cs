using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.TestKit;

/// <summary>A secret store that holds one access key for every claw and refuses all else.</summary>
public sealed class HeldSecrets(Secret? accessKey) : ISecretStore
{
    /// <inheritdoc/>
    public Task<Secret?> FindAsync(ClawName claw, SecretName name, CancellationToken cancellationToken) =>
        Task.FromResult(name == SecretName.AccessKey ? accessKey : null);

    /// <inheritdoc/>
    public Task SetAsync(ClawName claw, SecretName name, Secret value, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<SecretName, Secret>> ListAsync(
        ClawName claw, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClawName>> FindHoldersAsync(
        SecretName name, Secret value, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<bool> ForgetAsync(ClawName claw, SecretName name, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public Task ForgetAllAsync(ClawName claw, CancellationToken cancellationToken) => throw new NotSupportedException();
}

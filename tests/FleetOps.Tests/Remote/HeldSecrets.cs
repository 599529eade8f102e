using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Tests.Remote;

/// <summary>A secret store that holds one access key for every claw and refuses all else.</summary>
internal sealed class HeldSecrets(Secret? accessKey) : ISecretStore
{
    public Task<Secret?> FindAsync(ClawName claw, SecretName name, CancellationToken cancellationToken) =>
        Task.FromResult(name == SecretName.AccessKey ? accessKey : null);

    public Task SetAsync(ClawName claw, SecretName name, Secret value, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyDictionary<SecretName, Secret>> ListAsync(
        ClawName claw, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ClawName>> FindHoldersAsync(
        SecretName name, Secret value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ForgetAsync(ClawName claw, SecretName name, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task ForgetAllAsync(ClawName claw, CancellationToken cancellationToken) => throw new NotSupportedException();
}

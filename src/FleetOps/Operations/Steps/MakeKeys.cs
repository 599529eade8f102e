using System.Security.Cryptography;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// The claw's SSH key pair, its machines' host key and its gateway's token, made by the parent before the first boot,
/// so that the very first connection is verified. Kept for all generations.
/// </summary>
internal sealed class MakeKeys(ISecretStore secrets, KeyPairs keyPairs) : IStep
{
    private const int GatewayTokenBytes = 32;

    /// <inheritdoc/>
    public string Says => "Making the keys";

    /// <summary>Milliseconds; more only on a machine that is out of breath.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        if (await secrets.FindAsync(claw.Name, SecretName.GatewayToken, cancellationToken) is null)
        {
            var token = new Secret(RandomNumberGenerator.GetHexString(2 * GatewayTokenBytes, lowercase: true));
            await secrets.SetAsync(claw.Name, SecretName.GatewayToken, token, cancellationToken);
        }

        return claw with
        {
            AccessKey = await EnsureAsync(claw, SecretName.AccessKey, claw.AccessKey, cancellationToken),
            HostKey = await EnsureAsync(claw, SecretName.HostKey, claw.HostKey, cancellationToken),
        };
    }

    // The public half is stored with the step's end only: interrupted between the two, a new pair replaces the
    // unused one.
    private async Task<string> EnsureAsync(
        Claw claw, SecretName name, string? publicHalf, CancellationToken cancellationToken)
    {
        if (publicHalf is not null && await secrets.FindAsync(claw.Name, name, cancellationToken) is not null)
            return publicHalf;

        var pair = await keyPairs.MakeAsync(cancellationToken);
        await secrets.SetAsync(claw.Name, name, pair.Private, cancellationToken);
        return pair.Public;
    }
}

using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Makes a machine, where that has not been done, and boots it.</summary>
internal static class MachineBoot
{
    /// <exception cref="ArmException">OSProvisioningClientError: the guest refuses what it was given.</exception>
    public static async Task RunAsync(IMachineHost host, MachineSpec machine, CancellationToken cancellationToken)
    {
        try
        {
            await host.CreateAsync(machine, cancellationToken);
        }
        catch (ProvisioningFailure refused)
        {
            throw ArmException.Conflict("OSProvisioningClientError", refused.Message);
        }

        await host.StartAsync(machine, cancellationToken);
    }
}

using System.Text.Json;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// The password of a claw's desktop: made on its machine, kept on its data disk, shown once in its life.
/// </summary>
public sealed class DesktopPassword(IRemoteShell shell, ClawTargets targets)
{
    /// <summary>The password; null where it was shown before.</summary>
    /// <exception cref="FleetException">The reasons of <see cref="IRemoteShell"/>, and
    /// <see cref="FailureReason.CommandFailed"/>.</exception>
    public Task<Secret?> ShowAsync(Claw claw, CancellationToken cancellationToken) =>
        RunAsync(claw, "show", cancellationToken);

    /// <summary>Makes another one, which is shown by this.</summary>
    /// <exception cref="FleetException">As <see cref="ShowAsync"/>.</exception>
    public Task<Secret?> RenewAsync(Claw claw, CancellationToken cancellationToken) =>
        RunAsync(claw, "renew", cancellationToken);

    private async Task<Secret?> RunAsync(Claw claw, string word, CancellationToken cancellationToken)
    {
        var result = await shell.RunAsync(
            targets.Require(claw), LifecycleCommands.DesktopPassword(word), cancellationToken);
        if (!result.IsSuccess)
            throw LifecycleCommands.Failed(claw, "desktop-password.sh", result);

        try
        {
            using var answer = JsonDocument.Parse(result.Output);
            return answer.RootElement.GetProperty("password").GetString() is { } password ? new Secret(password) : null;
        }
        catch (Exception malformed) when (
            malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Without the inner exception: it may quote what it could not read.
            throw new FleetException(
                FailureReason.CommandFailed, $"desktop-password.sh on {claw.Name} printed something else than agreed.");
        }
    }
}

using Azure;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What is done to a machine that stands: power, run command, boot log.</summary>
internal sealed class AzurePower(AzureActs acts, AzureMachines machines, HttpClient plain)
{
    // What the parent keeps of a run command's output; Azure itself cuts at 4 KiB.
    private const int OutputLimit = 4096;

    internal Task StartAsync(MachineName machine, CancellationToken cancellationToken) =>
        ActAsync(
            "starting",
            machine,
            async (resource, power, token) => power is Power.Running
                ? null
                : await resource.PowerOnAsync(WaitUntil.Started, token),
            cancellationToken);

    internal Task DeallocateAsync(MachineName machine, CancellationToken cancellationToken) =>
        ActAsync(
            "deallocating",
            machine,
            async (resource, power, token) => power is Power.Deallocated
                ? null
                : await resource.DeallocateAsync(WaitUntil.Started, cancellationToken: token),
            cancellationToken);

    internal Task GeneralizeAsync(MachineName machine, CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"generalizing {machine}",
            async token =>
            {
                var found = await SettledAsync(machine, token);
                if (!AzureMachines.IsGeneralized(found))
                    await machines.Resource(machine).GeneralizeAsync(token);
            },
            cancellationToken);

    /// <summary>Azure refuses to restart what does not run: that is started.</summary>
    internal Task RestartAsync(MachineName machine, CancellationToken cancellationToken) =>
        ActAsync(
            "restarting",
            machine,
            async (resource, power, token) => power is Power.Stopped or Power.Deallocated
                ? await resource.PowerOnAsync(WaitUntil.Started, token)
                : await resource.RestartAsync(WaitUntil.Started, token),
            cancellationToken);

    /// <summary>Runs a script; after a broken connection it may run a second time.</summary>
    internal async Task<string> RunCommandAsync(MachineName machine, string script, CancellationToken cancellationToken)
    {
        var input = new RunCommandInput("RunShellScript");
        foreach (var line in script.ReplaceLineEndings("\n").Split('\n'))
            input.Script.Add(line);
        var result = await acts.RunAsync(
            $"running a command on {machine}",
            async token =>
            {
                var power = AzureMachines.PowerOf(await SettledAsync(machine, token));
                return power is Power.Stopped or Power.Deallocated
                    ? null
                    : await OrSilentAsync(async () => await acts.FinishAsync(
                        await machines.Resource(machine).RunCommandAsync(WaitUntil.Started, input, token), token));
            },
            cancellationToken);
        return result is null
            ? throw new FleetException(FailureReason.Unreachable, $"The agent on {machine} does not answer.")
            : RunCommandOutput.Read(
                result.Value.Select(status => ((string?)status.Code, (string?)status.Message)), OutputLimit);
    }

    internal async Task<string?> FindBootLogAsync(MachineName machine, CancellationToken cancellationToken)
    {
        if (await acts.FindAsync(machine.ToString(), machines.LookAt(machine), cancellationToken) is null)
            return null;

        return await acts.RunAsync(
            $"reading the boot log of {machine}",
            async token =>
            {
                var where = await AzureActs.OrNullAsync(async () =>
                    await machines.Resource(machine).RetrieveBootDiagnosticsDataAsync(cancellationToken: token));
                if (where?.Value.SerialConsoleLogBlobUri is not { } uri)
                    return null;

                using var answer = await plain.GetAsync(uri, token);
                if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
                    return null; // no line written yet

                if (!answer.IsSuccessStatusCode)
                    throw new FleetException(
                        AzureErrors.ReasonOf(code: null, (int)answer.StatusCode),
                        $"The boot log of {machine} cannot be read: HTTP {(int)answer.StatusCode}.");

                return await answer.Content.ReadAsStringAsync(token);
            },
            cancellationToken);
    }

    // Azure gives a silent agent a minute and more: asking again at once would only cost that again.
    private static async Task<VirtualMachineRunCommandResult?> OrSilentAsync(
        Func<Task<VirtualMachineRunCommandResult>> run)
    {
        try
        {
            return await run();
        }
        catch (RequestFailedException failed) when (failed.ErrorCode == "VMAgentStatusCommunicationError")
        {
            return null;
        }
    }

    private Task ActAsync(
        string doing,
        MachineName machine,
        Func<VirtualMachineResource, Power, CancellationToken, Task<ArmOperation?>> act,
        CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"{doing} {machine}",
            async token =>
            {
                var found = await SettledAsync(machine, token);
                if (await act(machines.Resource(machine), AzureMachines.PowerOf(found), token) is { } begun)
                    await acts.FinishAsync(begun, token);
            },
            cancellationToken);

    private async Task<VirtualMachineData> SettledAsync(MachineName machine, CancellationToken cancellationToken) =>
        (await acts.SettledAsync(machine.ToString(), machines.LookAt(machine), cancellationToken))?.Data
        ?? throw new FleetException(FailureReason.NotFound, $"There is no machine {machine}.");
}

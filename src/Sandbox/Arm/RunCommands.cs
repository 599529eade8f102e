using System.Text.Json.Nodes;
using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Run Command: a shell script that the machine's agent runs, whether SSH is alive or not.</summary>
internal sealed class RunCommands(Region region)
{
    /// <summary>Azure gives back the last 4096 bytes of each stream.</summary>
    private const int Shown = 4096;

    public void AddTo(ArmRoutes routes)
    {
        routes["VirtualMachines_RunCommand"] = Begin;
        region.Operations.Register(OperationKind.RunCommand, new(RunAsync, (_, _) => { }, _ => { }));
    }

    private ArmAnswer Begin(ArmRequest request)
    {
        var machine = region.Store.Require(request.Id);
        region.RefuseIfBusy(machine.Id);
        if (machine.Hidden.Text("power") != PowerStates.Running)
            throw ArmException.Conflict(
                "OperationNotAllowed", "The operation requires the VM to be running (or set to run).");
        if (request.Content.Text("commandId") != "RunShellScript")
            throw ArmException.BadRequest(
                "InvalidParameter", $"The command '{request.Content.Text("commandId")}' is not supported for Linux.");
        var answers = region.Host.StatusOf(machine.Properties.Text("vmId")!).Up;
        var duration = answers ? region.Pace.RunCommand : region.Pace.SilentAgent;
        var operation = region.Operations.Begin(
            OperationKind.RunCommand, request, duration, request.Content.DeepClone().AsObject());
        return new ArmAnswer.Later(operation, 202, 200);
    }

    private async Task<JsonNode?> RunAsync(LongOperation operation, CancellationToken cancellationToken)
    {
        if (MachineSpecs.Find(region, operation.ResourceId) is not { } spec)
            throw ArmException.NotFound("ResourceNotFound", $"{operation.Resource} is gone.");
        var script = string.Join('\n', (operation.Parameters["script"] as JsonArray ?? []).Select(l => $"{l}"));
        var parameters = (operation.Parameters["parameters"] as JsonArray ?? []).OfType<JsonObject>()
            .ToDictionary(p => p.Text("name")!, p => p.Text("value") ?? "");
        var output = await region.Host.RunAsync(spec.Id, script, parameters, cancellationToken)
            ?? throw ArmException.Conflict(
                "VMAgentStatusCommunicationError",
                $"VM '{spec.Name}' has not reported status for VM agent or extensions.");
        return new JsonObject { ["value"] = new JsonArray(Status(output)) };
    }

    /// <summary>Azure's form: also of a script that failed the code is "succeeded"; only the message tells.</summary>
    private static JsonObject Status(CommandOutput output) => new()
    {
        ["code"] = "ProvisioningState/succeeded",
        ["level"] = "Info",
        ["displayStatus"] = "Provisioning succeeded",
        ["message"] = (output.ExitCode == 0
            ? "Enable succeeded: \n"
            : $"Enable failed: failed to execute command: command terminated with exit status={output.ExitCode}\n")
            + $"[stdout]\n{Last(output.StandardOutput)}\n[stderr]\n{Last(output.StandardError)}",
    };

    private static string Last(string text) => text.Length > Shown ? text[^Shown..] : text;
}

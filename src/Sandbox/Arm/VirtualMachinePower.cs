using System.Text.Json.Nodes;
using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Start, power off, deallocate, restart, redeploy, reapply; and the serial console.</summary>
internal sealed class VirtualMachinePower(Region region)
{
    public void AddTo(ArmRoutes routes)
    {
        var pace = region.Pace;
        Add("Start", OperationKind.Start, pace.Start, PowerStates.Starting, PowerStates.Running, StartAsync);
        Add("PowerOff", OperationKind.PowerOff, pace.PowerOff, PowerStates.Stopping, PowerStates.Stopped, StopAsync);
        Add("Deallocate", OperationKind.Deallocate, pace.Deallocate,
            PowerStates.Deallocating, PowerStates.Deallocated, StopAsync);
        Add("Restart", OperationKind.Restart, pace.Restart, null, PowerStates.Running, RestartAsync);
        Add("Redeploy", OperationKind.Redeploy, pace.Redeploy, null, PowerStates.Running, RestartAsync);
        Add("Reapply", OperationKind.Reapply, pace.Reapply, null, null, (_, _) => Task.CompletedTask);
        routes["VirtualMachines_Generalize"] = Generalize;
        routes["VirtualMachines_RetrieveBootDiagnosticsData"] = BootDiagnostics;

        void Add(
            string word, OperationKind kind, TimeSpan duration, string? during, string? after,
            Func<MachineSpec, CancellationToken, Task> work)
        {
            routes[$"VirtualMachines_{word}"] = request => Begin(request, kind, duration, during);
            region.Operations.Register(kind, new(
                (o, c) => OnMachineAsync(o, work, c),
                (o, _) => Settle(o.ResourceId, after),
                Failed));
        }
    }

    public static void Set(Region region, ArmId id, string power)
    {
        if (region.Store.Find(id) is not { } machine)
            return;
        machine.Hidden["power"] = power;
        region.Store.Save(machine);
    }

    private ArmAnswer Begin(ArmRequest request, OperationKind kind, TimeSpan duration, string? during)
    {
        var machine = region.Store.Require(request.Id);
        region.RefuseIfBusy(machine.Id);
        if (VirtualMachineModel.IsGeneralized(machine)
            && kind is not (OperationKind.PowerOff or OperationKind.Deallocate))
            throw ArmException.Conflict(
                "OperationNotAllowed",
                $"Operation '{kind}' is not allowed on VM '{machine.Id.Name}' since the VM is generalized.");
        if (kind is OperationKind.Restart && machine.Hidden.Text("power") != PowerStates.Running)
            throw ArmException.Conflict(
                "OperationNotAllowed", $"VM '{machine.Id.Name}' is not running and cannot be restarted.");
        var parameters = new JsonObject { ["before"] = machine.Hidden.Text("power") };
        if (during is not null)
            machine.Hidden["power"] = during;
        machine.State = "Updating";
        region.Store.Save(machine);
        return new ArmAnswer.Later(region.Operations.Begin(kind, request, duration, parameters), 202, 200);
    }

    /// <summary>A mark alone, set at once; asked for again it stays.</summary>
    private ArmAnswer Generalize(ArmRequest request)
    {
        var machine = region.Store.Require(request.Id);
        region.RefuseIfBusy(machine.Id);
        if (machine.Hidden.Text("power") is not (PowerStates.Stopped or PowerStates.Deallocated))
            throw ArmException.Conflict(
                "OperationNotAllowed",
                $"VM '{machine.Id.Name}' is not stopped. Operation 'generalize' is not allowed on a running VM.");
        machine.Hidden[VirtualMachineModel.Generalized] = true;
        region.Store.Save(machine);
        return new ArmAnswer.Now(200, null);
    }

    private async Task<JsonNode?> OnMachineAsync(
        LongOperation operation, Func<MachineSpec, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (MachineSpecs.Find(region, operation.ResourceId) is { } spec)
            await work(spec, cancellationToken);
        return null;
    }

    private void Settle(ArmId id, string? power)
    {
        if (power is not null)
            Set(region, id, power);
        Ready.Settle(region, id);
    }

    private void Failed(LongOperation operation)
    {
        if (operation.Parameters.Text("before") is { } before)
            Set(region, operation.ResourceId, before);
        Ready.Fail(region, operation.ResourceId);
    }

    private Task StartAsync(MachineSpec machine, CancellationToken cancellationToken) =>
        MachineBoot.RunAsync(region.Host, machine, cancellationToken);

    private Task StopAsync(MachineSpec machine, CancellationToken cancellationToken) =>
        region.Host.StopAsync(machine.Id, cancellationToken);

    private async Task RestartAsync(MachineSpec machine, CancellationToken cancellationToken)
    {
        await region.Host.StopAsync(machine.Id, cancellationToken);
        await MachineBoot.RunAsync(region.Host, machine, cancellationToken);
    }

    private ArmAnswer BootDiagnostics(ArmRequest request)
    {
        var machine = region.Store.Require(request.Id);
        var address = $"{Region.PublicEndpoint}/_sandbox/bootlog/{machine.Properties.Text("vmId")}?sig=sandbox";
        return ArmAnswer.Ok(new JsonObject { ["serialConsoleLogBlobUri"] = address });
    }
}

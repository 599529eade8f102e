using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What a machine does now: provisioning, power, agent, disks.</summary>
internal sealed class InstanceViews(Region region)
{
    public JsonObject Of(StoredResource machine)
    {
        var power = machine.Hidden.Text("power") ?? PowerStates.Stopped;
        var state = machine.State;
        var view = new JsonObject
        {
            ["computerName"] = machine.Properties["osProfile"].Text("computerName"),
            ["hyperVGeneration"] = "V2",
            ["disks"] = new JsonArray([.. DiskNames(machine).Select(Disk)]),
            ["statuses"] = new JsonArray(
                Status($"ProvisioningState/{state.ToLowerInvariant()}", state == "Failed" ? "Error" : "Info",
                    $"Provisioning {state.ToLowerInvariant()}"),
                Status($"PowerState/{power}", "Info", $"VM {power}")),
        };
        if (VirtualMachineModel.IsGeneralized(machine))
            view["statuses"]!.AsArray().Add(Status("OSState/generalized", "Info", "VM generalized"));
        if (power == PowerStates.Running)
            view["vmAgent"] = Agent(region.Host.StatusOf(machine.Properties.Text("vmId")!).Up);
        return view;
    }

    private static IEnumerable<string> DiskNames(StoredResource machine)
    {
        var storage = machine.Properties["storageProfile"];
        if (storage?["osDisk"].Text("name") is { } osDisk)
            yield return osDisk;
        foreach (var disk in VirtualMachineModel.DataDisks(machine.Body) ?? [])
            yield return disk.Text("name") ?? "";
    }

    private static JsonNode Disk(string name) => new JsonObject
    {
        ["name"] = name,
        ["statuses"] = new JsonArray(Status("ProvisioningState/succeeded", "Info", "Provisioning succeeded")),
    };

    private static JsonObject Agent(bool ready) => new()
    {
        ["vmAgentVersion"] = ready ? "2.11.1.4" : "Unknown",
        ["statuses"] = new JsonArray(ready
            ? Status("ProvisioningState/succeeded", "Info", "Ready")
            : Status("ProvisioningState/Unavailable", "Warning", "Not Ready")),
    };

    private static JsonObject Status(string code, string level, string words) =>
        new() { ["code"] = code, ["level"] = level, ["displayStatus"] = words };
}

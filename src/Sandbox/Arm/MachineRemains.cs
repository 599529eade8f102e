using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What becomes of a deleted machine's disks and NICs: each as its deleteOption says.</summary>
internal static class MachineRemains
{
    public static IReadOnlyList<ArmId> DisksToDelete(StoredResource machine) =>
        [.. AllDisks(machine).Where(d => d.Delete).Select(d => d.Id)];

    /// <summary>Removes the machine, and releases or removes what it held.</summary>
    public static void Settle(Region region, StoredResource machine)
    {
        foreach (var (id, delete) in AllDisks(machine))
        {
            if (delete)
                region.Store.Remove(id);
            else
                DiskClaims.Release(region, id);
        }

        foreach (var reference in NicReferences(machine))
        {
            var id = new ArmId(reference.Text("id")!);
            if (reference["properties"].Text("deleteOption") == "Delete")
                NetworkInterfaces.Remove(region, id);
            else
                ReleaseNic(region, id);
        }

        if (machine.Hidden.ContainsKey("failed"))
            NicReservations.Hold(region, machine.Id, VirtualMachineModel.NicsOf(machine.Body));
        region.Store.Remove(machine.Id);
    }

    public static void ReleaseNic(Region region, ArmId id)
    {
        if (region.Store.Find(id) is not { } nic)
            return;
        nic.Properties.Remove("virtualMachine");
        nic.Properties.Remove("primary");
        region.Store.Save(nic);
    }

    private static IEnumerable<(ArmId Id, bool Delete)> AllDisks(StoredResource machine)
    {
        var storage = machine.Properties["storageProfile"];
        var entries = (storage?["dataDisks"] as JsonArray ?? []).OfType<JsonObject>();
        if (storage?["osDisk"] is JsonObject osDisk)
            entries = entries.Append(osDisk);
        return entries.Select(e => (VirtualMachineModel.DiskOf(e), e.Text("deleteOption") == "Delete"));
    }

    private static IEnumerable<JsonObject> NicReferences(StoredResource machine) =>
        (machine.Properties["networkProfile"]?["networkInterfaces"] as JsonArray ?? []).OfType<JsonObject>();
}

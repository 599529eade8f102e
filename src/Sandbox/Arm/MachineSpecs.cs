using System.Text.Json.Nodes;
using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Arm;

/// <summary>From a virtual machine's resources to what a host needs.</summary>
internal static class MachineSpecs
{
    /// <summary>Null where the machine is gone.</summary>
    public static MachineSpec? Find(Region region, ArmId id)
    {
        lock (region.Gate)
            return region.Store.Find(id) is { } machine ? Of(region, machine) : null;
    }

    /// <summary>Public address of the first NIC; without one its private address.</summary>
    public static string AddressOf(Region region, StoredResource machine)
    {
        var nic = region.Store.Find(VirtualMachineModel.NicsOf(machine.Body).First().Text);
        if (nic is null)
            return "";
        var address = NetworkInterfaces.PublicAddressOf(nic) is { } id ? region.Store.Find(id) : null;
        return address?.Properties.Text("ipAddress") ?? PrivateAddressOf(nic);
    }

    private static string PrivateAddressOf(StoredResource? nic) => nic is null
        ? ""
        : NetworkInterfaces.ConfigurationsOf(nic).First()["properties"].Text("privateIPAddress") ?? "";

    private static MachineSpec Of(Region region, StoredResource machine)
    {
        var keys = (machine.Properties["osProfile"]?["linuxConfiguration"]?["ssh"]?["publicKeys"] as JsonArray ?? [])
            .OfType<JsonObject>().Select(k => (k.Text("path") ?? "", k.Text("keyData") ?? "")).ToList();
        var user = machine.Properties["osProfile"].Text("adminUsername");
        return new MachineSpec(
            machine.Properties.Text("vmId")!,
            machine.Id.Name,
            machine.Hidden.Text("image") ?? "",
            AddressOf(region, machine),
            [.. keys.Select(k => (k.Item1.Length > 0 ? k.Item1 : $"/home/{user}/.ssh/authorized_keys", k.Item2))],
            machine.Hidden.Text("customData") is { } data ? Convert.FromBase64String(data) : null,
            VirtualMachineModel.Luns(machine.Body).ToDictionary(l => l.Key, l => Storage.Of(region, l.Value)))
        {
            PrivateAddress = PrivateAddressOf(region.Store.Find(VirtualMachineModel.NicsOf(machine.Body).First().Text)),
            AdminUser = user ?? "",
        };
    }
}

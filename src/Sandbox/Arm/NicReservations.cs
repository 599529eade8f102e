using System.Globalization;

namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// After a failed create Azure keeps the NIC for that machine's name for 180 s; any other machine is refused with
/// NicReservedForAnotherVm.
/// </summary>
internal static class NicReservations
{
    private const string Owner = "reservedFor";
    private const string Until = "reservedUntil";

    /// <summary>Keeps the NICs that a refused or failed create named.</summary>
    public static void Hold(Region region, ArmId machine, IEnumerable<ArmId> nics)
    {
        foreach (var nic in nics.Select(region.Store.Find).OfType<StoredResource>())
        {
            if (nic.Properties.ContainsKey("virtualMachine"))
                continue;
            nic.Hidden[Owner] = machine.Key;
            nic.Hidden[Until] = (region.Now + region.Pace.NicReservation).ToUnixTimeMilliseconds();
            region.Store.Save(nic);
        }
    }

    public static void RefuseIfHeld(Region region, StoredResource nic, ArmId machine)
    {
        if (nic.Hidden[Owner]?.GetValue<string>() is not { } owner || owner == machine.Key)
            return;
        var until = DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(nic.Hidden[Until]!.ToString(), CultureInfo.InvariantCulture));
        if (region.Now < until)
            throw ArmException.BadRequest(
                "NicReservedForAnotherVm",
                $"Nic(s) in request is reserved for another Virtual Machine for 180 seconds. Nic: {nic.Id}, "
                + $"for VM '{new ArmId(owner).Name}'.");
    }

    public static void Release(StoredResource nic)
    {
        nic.Hidden.Remove(Owner);
        nic.Hidden.Remove(Until);
    }
}

using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Machines.Nspawn;

/// <summary>The addresses of a machine that runs: its own, and the public one that is associated with its
/// NIC.</summary>
internal static class GuestAddresses
{
    private const string Nic = "host0";

    public static async Task SetAsync(
        int init, MachineSpec machine, NspawnNetwork network, CancellationToken cancellationToken)
    {
        var listed = await LocalCommand.RequireAsync(
            cancellationToken, Guest.EnterNetwork(init, "ip", "-json", "-4", "addr", "show", "dev", Nic));
        var present = JsonNode.Parse(listed)!.AsArray().OfType<JsonObject>()
            .SelectMany(link => link["addr_info"]?.AsArray() ?? [])
            .Select(a => a!["local"]!.GetValue<string>()).ToList();
        foreach (var address in present.Except([machine.PrivateAddress, machine.Address]))
            await ChangeAsync(init, "delete", $"{address}/32", cancellationToken);
        if (!present.Contains(machine.Address))
            await ChangeAsync(init, "add", $"{machine.Address}/32", cancellationToken);
        await network.ForgetNeighbourAsync(machine.Address, cancellationToken);
    }

    private static Task ChangeAsync(int init, string change, string address, CancellationToken cancellationToken) =>
        LocalCommand.RequireAsync(
            cancellationToken, Guest.EnterNetwork(init, "ip", "addr", change, address, "dev", Nic));
}

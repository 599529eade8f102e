namespace ParentClaw.Sandbox.Arm;

/// <summary>A VM size as the region offers it; the price is pay-as-you-go Linux in USD an hour, rounded.</summary>
internal sealed record MachineSize(
    string Name, string Family, int Cores, int MemoryGiB, int MaxDataDisks, decimal HourlyPrice);

/// <summary>The sizes that the region offers.</summary>
internal static class Sizes
{
    public static IReadOnlyList<MachineSize> All { get; } =
    [
        new("Standard_B1s", "standardBSFamily", 1, 1, 2, 0.0120m),
        new("Standard_B2s", "standardBSFamily", 2, 4, 4, 0.0480m),
        new("Standard_B2ms", "standardBSFamily", 2, 8, 4, 0.0960m),
        new("Standard_B4ms", "standardBSFamily", 4, 16, 8, 0.1920m),
        new("Standard_B2ls_v2", "standardBsv2Family", 2, 4, 4, 0.0480m),
        new("Standard_B2s_v2", "standardBsv2Family", 2, 8, 4, 0.0960m),
        new("Standard_B4s_v2", "standardBsv2Family", 4, 16, 8, 0.1920m),
        new("Standard_B2as_v2", "standardBasv2Family", 2, 8, 4, 0.0860m),
        new("Standard_B4as_v2", "standardBasv2Family", 4, 16, 8, 0.1720m),
        new("Standard_D2s_v3", "standardDSv3Family", 2, 8, 4, 0.1200m),
        new("Standard_D4s_v3", "standardDSv3Family", 4, 16, 8, 0.2400m),
        new("Standard_D2s_v5", "standardDSv5Family", 2, 8, 4, 0.1150m),
        new("Standard_D4s_v5", "standardDSv5Family", 4, 16, 8, 0.2300m),
        new("Standard_D8s_v5", "standardDSv5Family", 8, 32, 16, 0.4600m),
        new("Standard_D2as_v5", "standardDASv5Family", 2, 8, 4, 0.1040m),
        new("Standard_D4as_v5", "standardDASv5Family", 4, 16, 8, 0.2080m),
        new("Standard_D2ds_v5", "standardDDSv5Family", 2, 8, 4, 0.1350m),
        new("Standard_E2s_v5", "standardESv5Family", 2, 16, 4, 0.1520m),
        new("Standard_F2s_v2", "standardFSv2Family", 2, 4, 4, 0.0970m),
    ];

    public static MachineSize? Find(string? name) =>
        All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static MachineSize Require(string? name) => Find(name) ?? throw ArmException.BadRequest(
        "InvalidParameter", $"The value {name} provided for the VM size is not valid.");
}

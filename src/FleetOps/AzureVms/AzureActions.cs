namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// What our identity must be allowed to do: the same list as in <c>docs/azure-role.json</c>, kept equal by a test.
/// </summary>
internal static class AzureActions
{
    /// <summary>Actions that each call names by itself.</summary>
    internal static readonly IReadOnlyList<string> Called =
    [
        "Microsoft.Authorization/permissions/read",
        "Microsoft.Compute/disks/delete",
        "Microsoft.Compute/disks/read",
        "Microsoft.Compute/disks/write",
        "Microsoft.Compute/galleries/images/read",
        "Microsoft.Compute/galleries/images/versions/delete",
        "Microsoft.Compute/galleries/images/versions/read",
        "Microsoft.Compute/galleries/images/versions/write",
        "Microsoft.Compute/galleries/images/write",
        "Microsoft.Compute/galleries/read",
        "Microsoft.Compute/galleries/write",
        "Microsoft.Compute/locations/publishers/artifacttypes/offers/skus/versions/read",
        "Microsoft.Compute/locations/usages/read",
        "Microsoft.Compute/skus/read",
        "Microsoft.Compute/snapshots/delete",
        "Microsoft.Compute/snapshots/read",
        "Microsoft.Compute/snapshots/write",
        "Microsoft.Compute/virtualMachines/deallocate/action",
        "Microsoft.Compute/virtualMachines/delete",
        "Microsoft.Compute/virtualMachines/generalize/action",
        "Microsoft.Compute/virtualMachines/read",
        "Microsoft.Compute/virtualMachines/restart/action",
        "Microsoft.Compute/virtualMachines/retrieveBootDiagnosticsData/action",
        "Microsoft.Compute/virtualMachines/runCommand/action",
        "Microsoft.Compute/virtualMachines/start/action",
        "Microsoft.Compute/virtualMachines/write",
        "Microsoft.Network/networkInterfaces/delete",
        "Microsoft.Network/networkInterfaces/read",
        "Microsoft.Network/networkInterfaces/write",
        "Microsoft.Network/networkSecurityGroups/read",
        "Microsoft.Network/networkSecurityGroups/write",
        "Microsoft.Network/publicIPAddresses/delete",
        "Microsoft.Network/publicIPAddresses/read",
        "Microsoft.Network/publicIPAddresses/write",
        "Microsoft.Network/virtualNetworks/read",
        "Microsoft.Network/virtualNetworks/write",
        "Microsoft.Resources/subscriptions/providers/read",
        "Microsoft.Resources/subscriptions/read",
        "Microsoft.Resources/subscriptions/resourceGroups/read",
        "Microsoft.Resources/subscriptions/resourceGroups/resources/read",
        "Microsoft.Resources/subscriptions/resourceGroups/write",
    ];

    /// <summary>
    /// Actions that Azure asks for besides, because one resource names another or an operation is polled.
    /// </summary>
    internal static readonly IReadOnlyList<string> Linked =
    [
        "Microsoft.Compute/disks/beginGetAccess/action", // a snapshot copies a disk
        "Microsoft.Compute/locations/operations/read", // polling
        "Microsoft.Compute/snapshots/beginGetAccess/action", // a disk copies a snapshot
        "Microsoft.Network/locations/operationResults/read", // polling
        "Microsoft.Network/locations/operations/read", // polling
        "Microsoft.Network/networkInterfaces/join/action", // machine to NIC
        "Microsoft.Network/networkSecurityGroups/join/action", // NIC to firewall
        "Microsoft.Network/publicIPAddresses/join/action", // NIC to address
        "Microsoft.Network/virtualNetworks/subnets/join/action", // NIC to subnet
    ];

    /// <summary>All of them.</summary>
    internal static IEnumerable<string> All => Called.Concat(Linked).Order(StringComparer.Ordinal);
}

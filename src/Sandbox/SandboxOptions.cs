using System.ComponentModel.DataAnnotations;

namespace ParentClaw.Sandbox;

/// <summary>What a sandbox is made from. Every name belongs to something that exists from the first start.</summary>
public sealed record SandboxOptions
{
    /// <summary>Where state and machines live; created if missing. It outlives the process.</summary>
    [Required]
    public required string Folder { get; init; }

    /// <summary>What stands behind a virtual machine.</summary>
    public MachineKind Machines { get; init; } = MachineKind.Process;

    /// <summary>Scale of the Azure-like durations: 1 is as slow as Azure, 0 completes at once.</summary>
    [Range(0, 100)]
    public double Speed { get; init; } = 0.05;

    /// <summary>
    /// Gallery version (<c>1.0.0</c>) to the folder that holds the image: one of <see cref="MachineKind.Process"/>
    /// contains <c>sbin/init</c>, one of <see cref="MachineKind.Nspawn"/> a file <c>layers</c>, which names the folders
    /// that its root is made of, topmost first. Folders are not read with <see cref="MachineKind.None"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The folder of the image that a marketplace reference starts from; null takes that of the lowest version.
    /// </summary>
    public string? MarketplaceImage { get; init; }

    /// <summary>Tags of some of the <see cref="Images"/>, by version.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ImageTags { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>The only subscription.</summary>
    public string SubscriptionId { get; init; } = "5a4db0c1-7c1e-4b5e-9d3a-0c1a05a4db01";

    /// <summary>The only tenant.</summary>
    public string TenantId { get; init; } = "7e4a4700-2b1d-4f6e-8c55-0c1a05a4db02";

    /// <summary>The only region.</summary>
    public string Location { get; init; } = "westeurope";

    /// <summary>The resource group that exists from the start.</summary>
    public string ResourceGroup { get; init; } = "sandbox";

    /// <summary>Virtual network (10.60.0.0/16).</summary>
    public string VirtualNetwork { get; init; } = "sandbox-vnet";

    /// <summary>Subnet (10.60.0.0/20) of <see cref="VirtualNetwork"/>.</summary>
    public string Subnet { get; init; } = "machines";

    /// <summary>Network security group; SSH is allowed from 127.0.0.0/8.</summary>
    public string SecurityGroup { get; init; } = "sandbox-nsg";

    /// <summary>Compute gallery.</summary>
    public string Gallery { get; init; } = "sandbox";

    /// <summary>Image definition in <see cref="Gallery"/> that holds the versions of <see cref="Images"/>.</summary>
    public string ImageDefinition { get; init; } = "machine";

    /// <summary>Cores of the region and of each size family; deallocated machines count.</summary>
    [Range(1, int.MaxValue)]
    public int CoreQuota { get; init; } = 200;

    /// <summary>Loopback port of the ARM server; 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }

    /// <summary>Actions that the caller's role allows, as Microsoft.Authorization/permissions tells them.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = ["*"];

    /// <summary>Resource providers that are not registered until somebody registers them.</summary>
    public IReadOnlyList<string> UnregisteredProviders { get; init; } = [];
}

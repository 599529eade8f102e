using System.ComponentModel.DataAnnotations;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Section <c>AzureVms</c>: where claws live in Azure and what they are made of.</summary>
public sealed class AzureOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "AzureVms";

    /// <summary>Subscription, by id. Required.</summary>
    [Required, RegularExpression("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    public string SubscriptionId { get; init; } = "";

    /// <summary>Group that holds everything we make; made by <c>/init</c> where it is missing.</summary>
    [Required, RegularExpression(@"^[-\w\._\(\)]{1,90}$")]
    public string ResourceGroup { get; init; } = "parentclaw";

    /// <summary>
    /// Region, e.g. <c>westeurope</c>. Required: there is no default, for it decides price, law and distance.
    /// </summary>
    [Required, RegularExpression("^[a-z0-9]+$")]
    public string Location { get; init; } = "";

    /// <summary>Machine sizes by profile, the wanted one first.</summary>
    public AzureSizeOptions Sizes { get; init; } = new();

    /// <summary>Size of a new data disk in GiB.</summary>
    [Range(4, 32767)]
    public int DataDiskSizeGiB { get; init; } = 32;

    /// <summary>Kind of a new data disk.</summary>
    [RegularExpression("^(Standard|StandardSSD|Premium)_(LRS|ZRS)$")]
    public string DataDiskSku { get; init; } = "StandardSSD_LRS";

    /// <summary>Kind of a machine's OS disk.</summary>
    [RegularExpression("^(Standard|StandardSSD|Premium)_(LRS|ZRS)$")]
    public string OsDiskSku { get; init; } = "StandardSSD_LRS";

    /// <summary>The account by which the parent enters a machine.</summary>
    [RegularExpression("^[a-z][a-z0-9-]{0,31}$")]
    public string AdminUser { get; init; } = "claw";

    /// <summary>What machines start from.</summary>
    public AzureImageOptions Images { get; init; } = new();

    /// <summary>
    /// Networks from which SSH is admitted when <c>/init</c> makes the firewall: the parent's own public address, which
    /// Azure cannot tell us. Afterwards <c>/allow</c> changes it and this has no say.
    /// </summary>
    public IReadOnlyList<string> AllowedSources { get; init; } = [];

    /// <summary>Name of the virtual network.</summary>
    [Required]
    public string VirtualNetwork { get; init; } = "parentclaw-net";

    /// <summary>Address space of a virtual network that we make.</summary>
    [Required]
    public string AddressSpace { get; init; } = "10.77.0.0/16";

    /// <summary>Name of the subnet, which takes the whole address space.</summary>
    [Required]
    public string Subnet { get; init; } = "claws";

    /// <summary>Name of the firewall (network security group).</summary>
    [Required]
    public string SecurityGroup { get; init; } = "parentclaw-nsg";

    /// <summary>Which ports beside SSH the firewall opens.</summary>
    public AzurePortOptions Ports { get; init; } = new();

    /// <summary>File that gets each exchange with Azure as one JSON line, secrets redacted; null for none.</summary>
    public string? TrafficLog { get; init; }
}

/// <summary>
/// Machine sizes by profile. Lists given by configuration stand alone; none is appended to a default.
/// </summary>
public sealed class AzureSizeOptions
{
    private static readonly string[] DefaultHeadless = ["Standard_B2s_v2", "Standard_B2as_v2", "Standard_D2s_v5"];
    private static readonly string[] DefaultDesktop = ["Standard_D2s_v5", "Standard_D2as_v5", "Standard_B2ms"];

    /// <summary>
    /// For <see cref="Profile.Headless"/>; empty means Standard_B2s_v2, Standard_B2as_v2, Standard_D2s_v5.
    /// </summary>
    public IReadOnlyList<string> Headless { get; init; } = [];

    /// <summary>
    /// For <see cref="Profile.Desktop"/>; empty means Standard_D2s_v5, Standard_D2as_v5, Standard_B2ms.
    /// </summary>
    public IReadOnlyList<string> Desktop { get; init; } = [];

    internal IReadOnlyList<string> Of(Profile profile) => profile switch
    {
        Profile.Desktop => Desktop is [] ? DefaultDesktop : Desktop,
        _ => Headless is [] ? DefaultHeadless : Headless,
    };
}

/// <summary>What machines start from.</summary>
public sealed class AzureImageOptions
{
    /// <summary>
    /// The image of a deploy that names none: <c>publisher:offer:sku:version</c>, a gallery version, or either with
    /// <c>latest</c> for the version.
    /// </summary>
    [Required]
    public string Default { get; init; } = "Canonical:ubuntu-24_04-lts:server:latest";

    /// <summary>Name of the gallery for images of our own.</summary>
    [Required, RegularExpression(@"^[A-Za-z0-9][A-Za-z0-9_.]{0,79}$")]
    public string Gallery { get; init; } = "parentclaw";

    /// <summary>Name of the image definition in it.</summary>
    [Required]
    public string Definition { get; init; } = "claw";

    /// <summary>How many of the newest marketplace versions <c>/images</c> shows.</summary>
    [Range(1, 100)]
    public int Shown { get; init; } = 5;
}

/// <summary>
/// Which ports beside SSH the firewall opens. All closed by default: SSH forwards reach the desktop too.
/// </summary>
public sealed class AzurePortOptions
{
    /// <summary>Remote desktop (TCP 3389), from the allowed sources.</summary>
    public bool Desktop { get; init; }

    /// <summary>Moonlight's streaming ports, from the allowed sources.</summary>
    public bool Moonlight { get; init; }

    /// <summary>Tailscale's direct connections (UDP 41641), from anywhere: the peer proves itself by its key.</summary>
    public bool Tailscale { get; init; }
}

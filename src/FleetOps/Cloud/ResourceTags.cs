namespace ParentClaw.FleetOps.Cloud;

/// <summary>The tags on everything we make: from them alone the inventory can be rebuilt.</summary>
public static class ResourceTags
{
    /// <summary>Which fleet: the name of this parent's fleet (<c>Fleet:Name</c>).</summary>
    public const string Fleet = "parentclaw-fleet";

    /// <summary>Which claw.</summary>
    public const string Claw = "parentclaw-claw";

    /// <summary>One of the roles below.</summary>
    public const string Role = "parentclaw-role";

    /// <summary>Generation of a machine or NIC; number of a data disk.</summary>
    public const string Generation = "parentclaw-generation";

    /// <summary>On an image version: its maker marked it as not to be used.</summary>
    public const string Broken = "parentclaw-broken";

    /// <summary>On an image version that was baked: the version of its app layer.</summary>
    public const string AppLayer = "parentclaw-app-layer";

    /// <summary>On an image version that was baked: its OpenClaw's version.</summary>
    public const string OpenClaw = "parentclaw-openclaw";

    /// <summary>On an image version that was baked: its profile.</summary>
    public const string Profile = "parentclaw-profile";

    /// <summary>On an image version that was baked: the image that it was baked on.</summary>
    public const string Base = "parentclaw-base";

    /// <summary>Role of a machine.</summary>
    public const string Machine = "machine";

    /// <summary>Role of a NIC.</summary>
    public const string Nic = "nic";

    /// <summary>Role of the lasting address.</summary>
    public const string Address = "address";

    /// <summary>Role of the data disk in use.</summary>
    public const string Data = "data";

    /// <summary>Role of a data disk that a restored one replaced.</summary>
    public const string RetiredData = "data-retired";

    /// <summary>Role of a snapshot.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Role of an image version that was baked.</summary>
    public const string Image = "image";

    /// <summary>Role of network, firewall and gallery.</summary>
    public const string Ground = "ground";
}

using System.ComponentModel.DataAnnotations;

namespace ParentClaw.ParentBot.Configuration;

/// <summary>What the fleet is called.</summary>
internal sealed class FleetOptions
{
    /// <summary>Its section.</summary>
    public const string Section = "Fleet";

    /// <summary>
    /// Name of the fleet: at the prompt, and as tag on each resource, so that several fleets fit one subscription.
    /// <c>parentclaw</c> by default.
    /// </summary>
    [RegularExpression("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", ErrorMessage =
        "It has 3 to 32 characters of a-z, 0-9 and -, begins with a letter and ends with a letter or digit.")]
    public string Name { get; set; } = "parentclaw";
}

namespace ParentClaw.ParentBot.Configuration;

/// <summary>Which cloud the fleet is in.</summary>
internal sealed class CloudOptions
{
    /// <summary>Its section.</summary>
    public const string Section = "Cloud";

    /// <summary>Where machines come from; <see cref="CloudKind.Sandbox"/> by default.</summary>
    public CloudKind Kind { get; set; }
}

namespace ParentClaw.ParentBot.Api;

/// <summary>The way in for programs.</summary>
internal sealed class ApiOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Api";

    /// <summary>Whether to listen on the socket in the data folder.</summary>
    public bool Enabled { get; set; } = true;
}

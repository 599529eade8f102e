namespace ParentClaw.ParentBot.Configuration;

/// <summary>The chat in the terminal.</summary>
internal sealed class TerminalOptions
{
    /// <summary>Its section.</summary>
    public const string Section = "Terminal";

    /// <summary>
    /// Whether the process talks in the terminal that started it; <c>true</c> by default. Without it the process runs
    /// until it is asked to stop, and logs to the error stream.
    /// </summary>
    public bool Enabled { get; set; } = true;
}

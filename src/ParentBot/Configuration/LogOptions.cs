using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace ParentClaw.ParentBot.Configuration;

/// <summary>The log.</summary>
internal sealed class LogOptions
{
    /// <summary>Its section.</summary>
    public const string Section = "Log";

    /// <summary>
    /// The least that is logged of our own; of frameworks it is warnings. <c>Information</c> by default.
    /// </summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>How many daily files are kept; 14 by default.</summary>
    [Range(1, 1000)]
    public int Files { get; set; } = 14;
}

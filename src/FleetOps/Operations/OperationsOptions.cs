using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Operations;

/// <summary>How operations run; section <c>Operations</c>.</summary>
public sealed class OperationsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Operations";

    /// <summary>How many operations run at once; more wait. <value>The default is 8.</value></summary>
    [Range(1, 500)]
    public int MaxConcurrent { get; set; } = 8;

    /// <summary>Pause before the first retry of a step; doubles each time. <value>The default is 2 s.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Pause between two looks at a machine that is on its way up. <value>The default is 2 s.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan LookPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a new machine may take from power-on to the end of <c>boot.sh</c>: cloud-init and the app
    /// layer's installation are in it. <value>The default is 15 min.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00", "02:00:00")]
    public TimeSpan BootPatience { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a started gateway may take to be ready; a state migration is in it.
    /// <value>The default is 5 min.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00", "02:00:00")]
    public TimeSpan ReadyPatience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the steps that run may take to their end when the process stops; then they are interrupted,
    /// and repeated at the next start. <value>The default is 20 s.</value></summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StopPatience { get; set; } = TimeSpan.FromSeconds(20);
}

using System.ComponentModel.DataAnnotations;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>How members are told of incidents, and somebody else of the parent itself.</summary>
internal sealed class AlertingOptions : IValidatableObject
{
    /// <summary>Its section.</summary>
    public const string Section = "Alerting";

    /// <summary>
    /// Called after each sweep, so that somebody notices when the parent itself is gone; null for none.
    /// </summary>
    public Uri? DeadManUrl { get; set; }

    /// <summary>From when on an incident that nobody acknowledged is brought to mind, once.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ReminderAfter { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How many incidents of one cause are told in one message.</summary>
    [Range(2, 1000)]
    public int GroupFrom { get; set; } = 3;

    /// <summary>How long an incident of the same cause still joins such a message.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan GroupWindow { get; set; } = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DeadManUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            yield return new("It is an address that begins with https:// or http://.", [nameof(DeadManUrl)]);
    }
}

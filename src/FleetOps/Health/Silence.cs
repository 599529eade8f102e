using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Health;

/// <summary>A time in which something is not alarmed about. It ends by itself.</summary>
public sealed record Silence
{
    /// <summary>Number in the store; 0 before it was stored.</summary>
    public long Id { get; init; }

    /// <summary>What it keeps quiet.</summary>
    public required SilenceKind Kind { get; init; }

    /// <summary>The incident, where it is a <see cref="SilenceKind.Snooze"/>.</summary>
    public long? Incident { get; init; }

    /// <summary>The one claw it is about; null where it is chosen by <see cref="Label"/>, or all are meant.</summary>
    public ClawName? Claw { get; init; }

    /// <summary>The label of the claws it is about, <c>key</c> or <c>key=value</c>; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>Id of the member who wants it quiet, where it is a <see cref="SilenceKind.Mute"/>.</summary>
    public string? Member { get; init; }

    /// <summary>Who ordered it, as shown.</summary>
    public required string By { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ends; ended early, then.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>What it is about, as typed: <c>alice</c>, <c>tier=prod</c>, <c>all</c>.</summary>
    public string Scope => Claw?.Value ?? Label ?? "all";

    /// <summary>Whether it is under way.</summary>
    public bool IsOn(DateTimeOffset now) => From <= now && now < Until;

    /// <summary>Whether a claw is among those it is about.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="claw">The claw; null where it is gone, and then it has no labels.</param>
    public bool Covers(ClawName name, Claw? claw) =>
        Claw is not null ? Claw == name : Label is null || claw is not null && Labels.Fit(claw.Labels, Label);
}

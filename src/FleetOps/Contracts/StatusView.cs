using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>What <c>/status</c> tells programs.</summary>
/// <param name="Claw">The claw.</param>
/// <param name="Probes">The last looks at it, newest first.</param>
/// <param name="Operation">The operation that is open on it; null for none.</param>
/// <param name="Incident">Its open incident; null for none.</param>
/// <param name="RestorePoints">To what it can go back, newest first.</param>
public sealed record StatusView(
    ClawView Claw, ImmutableList<ProbeView> Probes, OperationView? Operation, IncidentView? Incident,
    ImmutableList<RestorePointView> RestorePoints)
{
    /// <summary>As <see cref="Commands.Reply.Result"/>.</summary>
    public JsonNode? ToResult() => JsonSerializer.SerializeToNode(this, ContractJson.Default.StatusView);
}

/// <summary>One look at a claw.</summary>
/// <param name="At">When.</param>
/// <param name="Verdict">What was seen, in snake_case.</param>
/// <param name="Reasons">Why, worst first.</param>
/// <param name="DiskPercent">How full the data disk was.</param>
/// <param name="MemoryPercent">How full the memory was.</param>
/// <param name="Load">Load a core.</param>
public sealed record ProbeView(
    DateTimeOffset At, string Verdict, IReadOnlyList<string> Reasons, int? DiskPercent, int? MemoryPercent,
    double? Load)
{
    /// <summary>The view of a probe.</summary>
    public static ProbeView Of(Probe probe) => new(
        probe.At, Words.Of(probe.Verdict.Kind), probe.Verdict.Reasons, probe.Report?.DiskPercent,
        probe.Report?.MemoryPercent, probe.Report?.Load);
}

/// <summary>A claw's time in trouble.</summary>
/// <param name="OpenedAt">When it began.</param>
/// <param name="Worst">The worst verdict seen in it, in snake_case.</param>
/// <param name="Last">The last one.</param>
/// <param name="Reasons">Why the last one.</param>
public sealed record IncidentView(DateTimeOffset OpenedAt, string Worst, string Last, IReadOnlyList<string> Reasons)
{
    /// <summary>The view of an incident.</summary>
    public static IncidentView Of(Incident incident) => new(
        incident.OpenedAt, Words.Of(incident.Worst.Kind), Words.Of(incident.Last.Kind), incident.Last.Reasons);
}

/// <summary>What a claw can go back to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TakenAt">When it was taken.</param>
/// <param name="Image">The image of then.</param>
/// <param name="OpenClaw">OpenClaw's version of then.</param>
/// <param name="Why">What for.</param>
public sealed record RestorePointView(string Id, DateTimeOffset TakenAt, string Image, string? OpenClaw, string Why)
{
    /// <summary>The view of a restore point.</summary>
    public static RestorePointView Of(RestorePoint point) => new(
        point.Id.Value, point.TakenAt, point.Spec.Image.ToString(), point.Spec.OpenClaw?.Value, point.Why);
}

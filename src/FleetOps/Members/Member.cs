using System.Diagnostics;

namespace ParentClaw.FleetOps.Members;

/// <summary>A person, or an agent, who may command.</summary>
/// <param name="Id">Who, unique over all faces: <c>terminal:marvin</c>, <c>telegram:4711</c>.</param>
/// <param name="Name">As shown and kept in the audit trail.</param>
/// <param name="Role">What he may do.</param>
public sealed record Member(string Id, string Name, Role Role)
{
    /// <summary>
    /// What tells the order that he gives now from every other of all time, as <c>telegram:update:1234</c>; null where
    /// the face cannot bring one order twice. An order that comes again under its key, because the process was stopped
    /// before it was done with, makes nothing a second time.
    /// </summary>
    public string? OrderKey { get; init; }

    /// <summary>Whether it is a program that plans for itself, whose changes a person confirms.</summary>
    public bool IsAgent { get; init; }

    /// <summary>
    /// What an agent came by and cannot choose as it can its name: <c>account:marvin</c> at the socket; null where its
    /// id is such already.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>Why an agent wants what it orders now, as it says; hostile text.</summary>
    public string? Why { get; init; }

    /// <summary>The Admin who agreed to what the agent orders now; null where none did.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>The place in a trace of his own that he gives this order from; none by default.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>The name, for logs.</summary>
    public override string ToString() => Name;
}

using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Proposals;

/// <summary>What an agent wants done and a person decides: agents plan, people confirm.</summary>
public sealed record Proposal
{
    /// <summary>Its id.</summary>
    public required ProposalId Id { get; init; }

    /// <summary>The command that waits.</summary>
    public required CommandDraft Draft { get; init; }

    /// <summary>The command as it would be typed, on one line, without what looks like a secret: to be shown.</summary>
    public required string Line { get; init; }

    /// <summary>The claw it is about, if one.</summary>
    public ClawName? Claw { get; init; }

    /// <summary>The <see cref="Member.Id"/> of the agent.</summary>
    public required string By { get; init; }

    /// <summary>The agent's name.</summary>
    public required string Agent { get; init; }

    /// <summary>What the agent came by and could not choose: its <see cref="Member.Account"/>, else its id.</summary>
    public string? Account { get; init; }

    /// <summary>The agent's role: an approval does not lift it.</summary>
    public required Role Role { get; init; }

    /// <summary>Why, as the agent says; hostile text.</summary>
    public string? Why { get; init; }

    /// <summary>What it would do and what would stay, as far as the command can tell.</summary>
    public string? Plan { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it waits.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The agent's <see cref="Member.OrderKey"/>: one order makes one proposal.</summary>
    public string? OrderKey { get; init; }

    /// <summary>How far it is.</summary>
    public ProposalStatus Status { get; init; }

    /// <summary>The name of who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>His <see cref="Member.Id"/>: several may have one name. Null where none was kept yet.</summary>
    public string? DecidedById { get; init; }

    /// <summary>When it was decided or expired.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The operation that came of it.</summary>
    public OperationId? Operation { get; init; }

    /// <summary>All that came of it; as of <see cref="Reply.Operations"/>.</summary>
    public ImmutableList<OperationId>? Operations { get; init; }

    /// <summary>What came of it, a sentence.</summary>
    public string? Outcome { get; init; }

    /// <summary>Optimistic version of the stored row; 0 where never stored. Set by the store alone.</summary>
    public long Version { get; init; }
}

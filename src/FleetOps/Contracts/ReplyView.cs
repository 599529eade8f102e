using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>A <see cref="Commands.Reply"/> for programs.</summary>
public sealed record ReplyView
{
    /// <summary><c>ok</c>, <c>asks</c>, <c>waits</c>, <c>refused</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The whole as plain text, as the terminal shows it; null where no width was asked for.</summary>
    public string? Text { get; init; }

    /// <summary>What it tells, as facts with types; only some commands have it: each says which in its docs.</summary>
    public JsonNode? Result { get; init; }

    /// <summary>What to show, in order; where it is absent in JSON, nothing.</summary>
    public ImmutableList<BlockView> Blocks { get; init => field = value ?? []; } = [];

    /// <summary>The operation it started or is about.</summary>
    public OperationView? Operation { get; init; }

    /// <summary>
    /// All operations it started, of a command that may start several; absent of every other. One that is alone is
    /// <see cref="Operation"/> too.
    /// </summary>
    public ImmutableList<OperationView>? Operations { get; init; }

    /// <summary>Each operation it started or is about, one or several.</summary>
    [JsonIgnore]
    public ImmutableList<OperationView> EachOperation => Operations ?? (Operation is { } only ? [only] : []);

    /// <summary>What is asked before it is done.</summary>
    public QuestionView? Question { get; init; }

    /// <summary>What waits for an Admin's decision.</summary>
    public ProposalView? Proposal { get; init; }

    /// <summary>What could be done next.</summary>
    public ImmutableList<ButtonView> Buttons { get; init => field = value ?? []; } = [];

    /// <summary>Seconds after which to give the command again while somebody watches; null for once.</summary>
    public double? RefreshSeconds { get; init; }

    /// <summary>Whether nobody but who asked may read it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether the chat ends with it.</summary>
    public bool EndsChat { get; init; }
}

using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>What became of a line: the reply, and the operation it started, ended.</summary>
internal sealed record Told(Reply Reply, OperationRecord? Operation)
{
    /// <summary>What the chat said at the end.</summary>
    public string Text => Operation?.Conclusion ?? Chat.Text(Reply);

    /// <summary>What the operation did, by step; what it skipped is left out.</summary>
    public IReadOnlyList<string> Done =>
        [.. Operation!.Steps.Where(step => step.Status == StepStatus.Done).Select(step => step.Name)];
}
